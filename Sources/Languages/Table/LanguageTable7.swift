// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

extension LanguageTable {
  /// From Rust to Turtle.
  static let part7: [Language] = [
    Language(
      id: "rust", name: "Rust", aliases: ["rust", "rs"], extensions: [".rs", ".rs.in"], interpreters: ["rust-script"],
      primaryFor: [".rs"], lookAlikes: ["cairo"]),
    Language(id: "sas", name: "SAS", aliases: ["sas"], extensions: [".sas"]),
    Language(id: "sass", name: "Sass", aliases: ["sass"], extensions: [".sass"], lookAlikes: ["scss", "stylus"]),
    Language(
      id: "scala", name: "Scala", aliases: ["scala"], extensions: [".scala", ".kojo", ".sbt", ".sc"],
      interpreters: ["scala"]),
    Language(
      id: "scheme", name: "Scheme", aliases: ["scheme", "guile"],
      extensions: [".scm", ".sch", ".sld", ".sls", ".sps", ".ss"],
      interpreters: ["scheme", "guile", "bigloo", "chicken", "csi", "gosh", "r6rs"], primaryFor: [".sch"],
      lookAlikes: ["commonlisp", "emacs-lisp", "racket"]),
    Language(
      id: "scss", name: "SCSS", aliases: ["scss"], extensions: [".scss"], lookAlikes: ["css", "less", "sass", "stylus"]),
    Language(
      id: "shellscript", name: "Shell", preferredTag: "bash",
      aliases: ["shellscript", "sh", "shell-script", "bash", "zsh", "envrc", "shell", "ksh"],
      extensions: [
        ".sh", ".bash", ".bats", ".cgi", ".command", ".fcgi", ".ksh", ".pacscript", ".sbatch", ".sh.in", ".slurm",
        ".tmux", ".tool", ".trigger", ".zsh", ".zsh-theme",
      ],
      filenames: [
        ".bash_aliases", ".bash_functions", ".bash_history", ".bash_logout", ".bash_profile", ".bashrc", ".cshrc",
        ".envrc", ".flaskenv", ".kshrc", ".login", ".profile", ".tmux.conf", ".xinitrc", ".xsession", ".zlogin",
        ".zlogout", ".zprofile", ".zshenv", ".zshrc", "9fs", "PKGBUILD", "bash_aliases", "bash_logout", "bash_profile",
        "bashrc", "cshrc", "gradlew", "kshrc", "login", "man", "mvnw", "profile", "tmux.conf", "xinitrc", "xsession",
        "zlogin", "zlogout", "zprofile", "zshenv", "zshrc",
      ], interpreters: ["ash", "bash", "dash", "ksh", "mksh", "pdksh", "rc", "sh", "zsh"],
      lookAlikes: ["console", "dotenv", "fish"]),
    Language(id: "slim", name: "Slim", aliases: ["slim"], extensions: [".slim"]),
    Language(id: "smalltalk", name: "Smalltalk", aliases: ["smalltalk", "squeak", "st"], extensions: [".st", ".cs"]),
    Language(
      id: "sml", name: "Standard ML", aliases: ["sml", "standard-ml"], extensions: [".ml", ".fun", ".sig", ".sml"],
      lookAlikes: ["ocaml"]),
    Language(id: "solidity", name: "Solidity", aliases: ["solidity", "sol"], extensions: [".sol"]),
    Language(
      id: "sparql", name: "SPARQL", aliases: ["sparql"], extensions: [".sparql", ".rq"], lookAlikes: ["turtle"]),
    Language(
      id: "sql", name: "SQL", aliases: ["sql", "mysql", "postgres", "postgresql", "sqlite", "tsql", "pgsql"],
      extensions: [".sql", ".ddl", ".inc", ".mysql", ".prc", ".tab", ".udf", ".viw"], primaryFor: [".sql", ".ddl"],
      lookAlikes: ["plsql"]),
    Language(id: "stan", name: "Stan", aliases: ["stan"], extensions: [".stan"]),
    Language(
      id: "starlark", name: "Starlark", aliases: ["starlark", "bazel", "bzl"], extensions: [".bzl", ".star"],
      filenames: [
        "BUCK", "BUILD", "BUILD.bazel", "MODULE.bazel", "Tiltfile", "WORKSPACE", "WORKSPACE.bazel", "WORKSPACE.bzlmod",
      ], lookAlikes: ["cython", "mojo", "python"]),
    Language(
      id: "stata", name: "Stata", aliases: ["stata"],
      extensions: [".do", ".ado", ".doh", ".ihlp", ".mata", ".matah", ".sthlp"]),
    Language(
      id: "stylus", name: "Stylus", aliases: ["stylus", "styl"], extensions: [".styl"],
      lookAlikes: ["css", "less", "sass", "scss"]),
    Language(
      id: "svelte", name: "Svelte", aliases: ["svelte"], extensions: [".svelte"],
      lookAlikes: ["astro", "erb", "handlebars", "html", "jinja", "liquid", "php", "vue"]),
    Language(id: "swift", name: "Swift", aliases: ["swift"], extensions: [".swift"]),
    Language(
      id: "systemverilog", name: "SystemVerilog", aliases: ["systemverilog", "sv"], extensions: [".sv", ".svh", ".vh"],
      lookAlikes: ["verilog"]),
    Language(
      id: "tcl", name: "Tcl", aliases: ["tcl", "sdc", "xdc"],
      extensions: [".tcl", ".adp", ".sdc", ".tcl.in", ".tm", ".xdc"], filenames: ["owh", "starfield"],
      interpreters: ["tclsh", "wish"]),
    Language(
      id: "toml", name: "TOML", aliases: ["toml"], extensions: [".toml", ".toml.example"],
      filenames: [
        "Cargo.lock", "Cargo.toml.orig", "Gopkg.lock", "Pipfile", "mise.local.lock", "mise.lock", "pdm.lock",
        "poetry.lock", "uv.lock",
      ], lookAlikes: ["dotenv", "ini", "properties", "yaml"]),
    Language(
      id: "tsx", name: "TSX", aliases: ["tsx", "typescriptreact"], extensions: [".tsx"], primaryFor: [".tsx"],
      lookAlikes: ["javascript", "jsx", "typescript"]),
    Language(id: "turtle", name: "Turtle", aliases: ["turtle", "ttl"], extensions: [".ttl"], lookAlikes: ["sparql"]),
  ]
}
