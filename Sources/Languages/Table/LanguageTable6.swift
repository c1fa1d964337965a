// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

extension LanguageTable {
  /// From PlantUML to Ruby.
  static let part6: [Language] = [
    Language(
      id: "plantuml", name: "PlantUML", aliases: ["plantuml", "puml", "uml"],
      extensions: [".puml", ".iuml", ".plantuml"]),
    Language(
      id: "plsql", name: "PLSQL", aliases: ["plsql"],
      extensions: [
        ".pls", ".bdy", ".ddl", ".fnc", ".pck", ".pkb", ".pks", ".plb", ".plsql", ".prc", ".spc", ".sql", ".tpb",
        ".tps", ".trg", ".vw",
      ], primaryFor: [".prc"], lookAlikes: ["sql"]),
    Language(id: "pony", name: "Pony", aliases: ["pony"], extensions: [".pony"]),
    Language(
      id: "postscript", name: "PostScript", aliases: ["postscript", "postscr", "ps"],
      extensions: [".ps", ".eps", ".epsi", ".pfa"]),
    Language(
      id: "powershell", name: "PowerShell", aliases: ["powershell", "posh", "pwsh", "ps1"],
      extensions: [".ps1", ".psd1", ".psm1"], interpreters: ["pwsh"]),
    Language(id: "prisma", name: "Prisma", aliases: ["prisma"], extensions: [".prisma"]),
    Language(
      id: "prolog", name: "Prolog", aliases: ["prolog"], extensions: [".pl", ".plt", ".pro", ".prolog", ".yap"],
      interpreters: ["swipl", "yap"], primaryFor: [".pro"], lookAlikes: ["logtalk", "mercury"]),
    Language(
      id: "properties", name: "Java Properties", aliases: ["properties", "java-properties", "props"],
      extensions: [".properties"], primaryFor: [".properties"], lookAlikes: ["dotenv", "ini", "toml", "yaml"]),
    Language(
      id: "protobuf", name: "Protocol Buffer",
      aliases: ["protobuf", "proto", "Protocol Buffers", "protocol-buffer", "proto3"], extensions: [".proto"]),
    Language(id: "pug", name: "Pug", aliases: ["pug", "jade"], extensions: [".jade", ".pug"]),
    Language(
      id: "puppet", name: "Puppet", aliases: ["puppet"], extensions: [".pp"], filenames: ["Modulefile"],
      primaryFor: [".pp"]),
    Language(
      id: "purescript", name: "PureScript", aliases: ["purescript", "purs"], extensions: [".purs"],
      lookAlikes: ["haskell", "idris"]),
    Language(
      id: "python", name: "Python", aliases: ["python", "py", "py3", "python3", "rusthon", "pycon"],
      extensions: [
        ".py", ".cgi", ".fcgi", ".gyp", ".gypi", ".lmi", ".py3", ".pyde", ".pyi", ".pyp", ".pyt", ".pyw", ".rpy",
        ".spec", ".tac", ".wsgi", ".xpy",
      ], filenames: [".gclient", "DEPS", "SConscript", "SConstruct", "wscript"],
      interpreters: ["python", "python2", "python3", "py", "pypy", "pypy3", "uv"], primaryFor: [".spec"],
      lookAlikes: ["cython", "mojo", "starlark"]),
    Language(id: "qml", name: "QML", aliases: ["qml"], extensions: [".qml", ".qbs"]),
    Language(
      id: "r", name: "R", aliases: ["r", "Rscript", "splus", "rlang", "rsplus"],
      extensions: [".r", ".rd", ".rhistory", ".rsx"],
      filenames: [".Rapp.history", ".Rhistory", ".Rprofile", "expr-dist"], interpreters: ["Rscript"]),
    Language(
      id: "racket", name: "Racket", aliases: ["racket", "rkt"], extensions: [".rkt", ".rktd", ".rktl", ".scrbl"],
      interpreters: ["racket"], lookAlikes: ["commonlisp", "emacs-lisp", "scheme"]),
    Language(
      id: "raku", name: "Raku", aliases: ["raku", "perl6", "perl-6"],
      extensions: [
        ".6pl", ".6pm", ".nqp", ".p6", ".p6l", ".p6m", ".pl", ".pl6", ".pm", ".pm6", ".raku", ".rakumod", ".t",
      ], interpreters: ["perl6", "raku", "rakudo"], lookAlikes: ["perl"]),
    Language(
      id: "reason", name: "Reason", aliases: ["reason", "re"], extensions: [".re", ".rei"], primaryFor: [".re"],
      lookAlikes: ["ocaml", "rescript"]),
    Language(id: "red", name: "Red", aliases: ["red", "red/system", "rebol"], extensions: [".red", ".reds"]),
    Language(
      id: "rescript", name: "ReScript", aliases: ["rescript", "res"], extensions: [".res", ".resi"],
      interpreters: ["ocaml"], primaryFor: [".res"], lookAlikes: ["reason"]),
    Language(
      id: "rexx", name: "REXX", aliases: ["rexx", "arexx", "oorexx", "netrexx"],
      extensions: [".rexx", ".pprx", ".rex"], interpreters: ["regina", "rexx"]),
    Language(
      id: "robotframework", name: "RobotFramework", aliases: ["robotframework", "robot"],
      extensions: [".robot", ".resource"]),
    Language(
      id: "rst", name: "reStructuredText", aliases: ["rst", "restructuredtext"],
      extensions: [".rst", ".rest", ".rest.txt", ".rst.txt"], lookAlikes: ["asciidoc", "markdown", "plaintext"]),
    Language(
      id: "ruby", name: "Ruby", aliases: ["ruby", "jruby", "macruby", "rake", "rb", "rbx", "irb"],
      extensions: [
        ".rb", ".builder", ".eye", ".fcgi", ".gemspec", ".god", ".jbuilder", ".mspec", ".pluginspec", ".podspec",
        ".prawn", ".rabl", ".rake", ".rbi", ".rbuild", ".rbw", ".rbx", ".ru", ".ruby", ".spec", ".thor", ".watchr",
      ],
      filenames: [
        ".irbrc", ".pryrc", ".simplecov", "Appraisals", "Berksfile", "Brewfile", "Buildfile", "Capfile", "Dangerfile",
        "Deliverfile", "Fastfile", "Gemfile", "Guardfile", "Jarfile", "Mavenfile", "Podfile", "Puppetfile", "Rakefile",
        "Snapfile", "Steepfile", "Thorfile", "Vagrantfile", "buildfile",
      ], interpreters: ["ruby", "macruby", "rake", "jruby", "rbx"], primaryFor: [".pluginspec"], lookAlikes: ["crystal"]
    ),
  ]
}
