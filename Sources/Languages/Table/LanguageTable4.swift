// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

extension LanguageTable {
  /// From Icon to Logtalk.
  static let part4: [Language] = [
    Language(id: "icon", name: "Icon", aliases: ["icon"], extensions: [".icn"]),
    Language(id: "idl", name: "IDL", aliases: ["idl"], extensions: [".pro", ".dlm"]),
    Language(
      id: "idris", name: "Idris", aliases: ["idris"], extensions: [".idr", ".lidr"],
      lookAlikes: ["haskell", "purescript"]),
    Language(id: "inform7", name: "Inform 7", aliases: ["inform7", "i7", "inform-7"], extensions: [".ni", ".i7x"]),
    Language(
      id: "ini", name: "INI", aliases: ["ini", "conf", "dosini", "cfg"],
      extensions: [
        ".ini", ".cfg", ".cnf", ".container", ".dof", ".frm", ".lektorproject", ".mount", ".network", ".prefs", ".pro",
        ".properties", ".service", ".socket", ".target", ".timer", ".url",
      ],
      filenames: [
        ".buckconfig", ".coveragerc", ".flake8", ".gitreview", ".pylintrc", "HOSTS", "buildozer.spec", "hosts",
        "pylintrc", "vlcrc",
      ], lookAlikes: ["dotenv", "properties", "toml", "yaml"]),
    Language(id: "io", name: "Io", aliases: ["io"], extensions: [".io"], interpreters: ["io"]),
    Language(id: "j", name: "J", aliases: ["j"], extensions: [".ijs"], interpreters: ["jconsole"]),
    Language(id: "janet", name: "Janet", aliases: ["janet"], extensions: [".janet"], interpreters: ["janet"]),
    Language(
      id: "java", name: "Java", aliases: ["java"], extensions: [".java", ".jav", ".jsh"], lookAlikes: ["groovy"]),
    Language(
      id: "javascript", name: "JavaScript", preferredTag: "js", aliases: ["javascript", "js", "node", "mjs", "cjs"],
      extensions: [
        ".js", "._js", ".bones", ".cjs", ".es", ".es6", ".frag", ".gs", ".jake", ".javascript", ".jsb", ".jscad",
        ".jsfl", ".jslib", ".jsm", ".jspre", ".jss", ".jsx", ".mjs", ".njs", ".pac", ".sjs", ".ssjs", ".xsjs",
        ".xsjslib",
      ], filenames: ["Jakefile"],
      interpreters: ["bun", "chakra", "d8", "deno", "gjs", "js", "node", "nodejs", "qjs", "rhino", "v8", "v8-shell"],
      primaryFor: [".es", ".gs", "bun", "deno", "node"], lookAlikes: ["json", "jsx", "tsx", "typescript"]),
    Language(
      id: "jinja", name: "Jinja",
      aliases: ["jinja", "django", "html+django", "html+jinja", "htmldjango", "jinja2", "twig"],
      extensions: [".jinja", ".j2", ".jinja2"],
      lookAlikes: ["astro", "erb", "handlebars", "html", "liquid", "php", "svelte", "vue"]),
    Language(
      id: "jq", name: "jq", aliases: ["jq"], extensions: [".jq"],
      interpreters: ["gojq", "jaq", "jq", "jqjq", "jqq", "query-json"]),
    Language(
      id: "json", name: "JSON", aliases: ["json", "geojson", "jsonl", "sarif", "topojson", "jsonc", "json5"],
      extensions: [
        ".json", ".4DForm", ".4DProject", ".avsc", ".geojson", ".gltf", ".har", ".ice", ".JSON-tmLanguage",
        ".json.example", ".jsonl", ".mcmeta", ".sarif", ".slnlaunch", ".tact", ".tfstate", ".tfstate.backup",
        ".topojson", ".webapp", ".webmanifest", ".yy", ".yyp", ".jsonc", ".json5",
      ],
      filenames: [
        ".all-contributorsrc", ".arcconfig", ".auto-changelog", ".c8rc", ".htmlhintrc", ".imgbotconfig", ".nycrc",
        ".releaserc", ".secrets.baseline", ".tern-config", ".tern-project", ".watchmanconfig", "MODULE.bazel.lock",
        "Package.resolved", "Pipfile.lock", "bun.lock", "composer.lock", "deno.lock", "flake.lock", "mcmod.info",
      ], primaryFor: [".releaserc"], lookAlikes: ["javascript", "yaml"]),
    Language(
      id: "jsx", name: "JSX", aliases: ["jsx", "javascriptreact"], extensions: [".jsx"], primaryFor: [".jsx"],
      lookAlikes: ["javascript", "tsx", "typescript"]),
    Language(
      id: "julia", name: "Julia", aliases: ["julia", "jl", "julia-repl"], extensions: [".jl"], interpreters: ["julia"]),
    Language(
      id: "just", name: "Just", aliases: ["just", "Justfile", "justfile"], extensions: [".just"],
      filenames: [".JUSTFILE", ".Justfile", ".justfile", "JUSTFILE", "Justfile", "justfile"]),
    Language(id: "kotlin", name: "Kotlin", aliases: ["kotlin", "kt", "kts"], extensions: [".kt", ".ktm", ".kts"]),
    Language(
      id: "latex", name: "TeX", aliases: ["latex", "tex"],
      extensions: [
        ".tex", ".aux", ".bbx", ".cbx", ".cls", ".dtx", ".ins", ".lbx", ".ltx", ".mkii", ".mkiv", ".mkvi", ".sty",
        ".toc",
      ], primaryFor: [".cls"]),
    Language(id: "lean", name: "Lean", aliases: ["lean", "lean4"], extensions: [".lean", ".hlean"]),
    Language(
      id: "less", name: "Less", aliases: ["less", "less-css"], extensions: [".less"],
      lookAlikes: ["css", "scss", "stylus"]),
    Language(
      id: "liquid", name: "Liquid", aliases: ["liquid"], extensions: [".liquid"],
      lookAlikes: ["astro", "erb", "handlebars", "html", "jinja", "php", "svelte", "vue"]),
    Language(
      id: "livescript", name: "LiveScript", aliases: ["livescript", "live-script", "ls"], extensions: [".ls", "._ls"],
      filenames: ["Slakefile"], lookAlikes: ["coffeescript"]),
    Language(id: "llvm", name: "LLVM", aliases: ["llvm"], extensions: [".ll"]),
    Language(
      id: "logtalk", name: "Logtalk", aliases: ["logtalk"], extensions: [".lgt", ".logtalk"],
      lookAlikes: ["mercury", "prolog"]),
  ]
}
