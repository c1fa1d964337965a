// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

extension LanguageTable {
  /// From Erlang to HTTP.
  static let part3: [Language] = [
    Language(
      id: "erlang", name: "Erlang", aliases: ["erlang", "erl"],
      extensions: [".erl", ".app", ".app.src", ".es", ".escript", ".hrl", ".xrl", ".yrl"],
      filenames: ["Emakefile", "rebar.config", "rebar.config.lock", "rebar.lock"], interpreters: ["escript"]),
    Language(
      id: "factor", name: "Factor", aliases: ["factor"], extensions: [".factor"],
      filenames: [".factor-boot-rc", ".factor-rc"]),
    Language(
      id: "fish", name: "fish", aliases: ["fish"], extensions: [".fish"], interpreters: ["fish"],
      lookAlikes: ["shellscript"]),
    Language(
      id: "forth", name: "Forth", aliases: ["forth"],
      extensions: [".fth", ".4th", ".f", ".for", ".forth", ".fr", ".frt", ".fs"], primaryFor: [".fr"]),
    Language(
      id: "fortran", name: "Fortran", aliases: ["fortran", "f90", "f95"],
      extensions: [".f", ".f77", ".for", ".fpp", ".f90", ".f95", ".f03", ".f08"], primaryFor: [".f", ".for"]),
    Language(
      id: "fsharp", name: "F#", aliases: ["fsharp", "f#", "fs"], extensions: [".fs", ".fsi", ".fsx"],
      primaryFor: [".fs"]),
    Language(id: "gdscript", name: "GDScript", aliases: ["gdscript", "gd"], extensions: [".gd"]),
    Language(
      id: "gherkin", name: "Gherkin", aliases: ["gherkin", "cucumber", "feature"], extensions: [".feature", ".story"]),
    Language(id: "gleam", name: "Gleam", aliases: ["gleam"], extensions: [".gleam"]),
    Language(
      id: "glsl", name: "GLSL", aliases: ["glsl"],
      extensions: [
        ".glsl", ".fp", ".frag", ".frg", ".fs", ".fsh", ".fshader", ".geo", ".geom", ".glslf", ".glslv", ".gs",
        ".gshader", ".rchit", ".rmiss", ".shader", ".tesc", ".tese", ".vert", ".vrx", ".vs", ".vsh", ".vshader",
      ], primaryFor: [".frag"], lookAlikes: ["hlsl"]),
    Language(
      id: "gnuplot", name: "Gnuplot", aliases: ["gnuplot"],
      extensions: [".gp", ".gnu", ".gnuplot", ".p", ".plot", ".plt"], interpreters: ["gnuplot"],
      primaryFor: [".plt", ".gp"]),
    Language(id: "go", name: "Go", aliases: ["go", "golang"], extensions: [".go"]),
    Language(
      id: "gomod", name: "Go Module", aliases: ["gomod", "go.mod", "go mod", "go-module"], filenames: ["go.mod"]),
    Language(
      id: "graphql", name: "GraphQL", aliases: ["graphql", "gql"], extensions: [".graphql", ".gql", ".graphqls"]),
    Language(
      id: "groovy", name: "Groovy", aliases: ["groovy", "gradle"],
      extensions: [".groovy", ".grt", ".gtpl", ".gvy", ".gradle"], filenames: ["Jenkinsfile"], interpreters: ["groovy"],
      lookAlikes: ["java"]),
    Language(
      id: "hack", name: "Hack", aliases: ["hack"], extensions: [".hack", ".hh", ".hhi", ".php"], lookAlikes: ["php"]),
    Language(id: "haml", name: "Haml", aliases: ["haml"], extensions: [".haml", ".haml.deface"]),
    Language(
      id: "handlebars", name: "Handlebars", aliases: ["handlebars", "hbs", "htmlbars", "mustache"],
      extensions: [".handlebars", ".hbs"],
      lookAlikes: ["astro", "erb", "html", "jinja", "liquid", "php", "svelte", "vue"]),
    Language(
      id: "haskell", name: "Haskell", aliases: ["haskell", "hs"], extensions: [".hs", ".hs-boot", ".hsc"],
      interpreters: ["runghc", "runhaskell", "runhugs"], lookAlikes: ["idris", "purescript"]),
    Language(id: "haxe", name: "Haxe", aliases: ["haxe", "hx"], extensions: [".hx", ".hxsl"]),
    Language(
      id: "hcl", name: "HCL", aliases: ["hcl", "HashiCorp Configuration Language", "opentofu", "terraform", "tf"],
      extensions: [".hcl", ".nomad", ".tf", ".tfvars", ".tofu", ".workflow"]),
    Language(
      id: "hlsl", name: "HLSL", aliases: ["hlsl"], extensions: [".hlsl", ".cginc", ".fx", ".fxh", ".hlsli"],
      lookAlikes: ["glsl"]),
    Language(
      id: "html", name: "HTML", aliases: ["html", "xhtml", "htm"],
      extensions: [".html", ".hta", ".htm", ".html.hl", ".inc", ".xht", ".xhtml"],
      lookAlikes: ["astro", "erb", "handlebars", "jinja", "liquid", "php", "svelte", "vue", "xml", "xslt"]),
    Language(id: "http", name: "HTTP", aliases: ["http", "rest"], extensions: [".http"]),
  ]
}
