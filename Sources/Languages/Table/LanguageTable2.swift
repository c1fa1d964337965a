// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

extension LanguageTable {
  /// From Common Lisp to HTML+ERB.
  static let part2: [Language] = [
    Language(
      id: "commonlisp", name: "Common Lisp", preferredTag: "lisp",
      aliases: ["commonlisp", "lisp", "common-lisp", "cl"],
      extensions: [".lisp", ".asd", ".cl", ".l", ".lsp", ".ny", ".podsl", ".sexp"],
      interpreters: ["lisp", "sbcl", "ccl", "clisp", "ecl"], lookAlikes: ["emacs-lisp", "racket", "scheme"]),
    Language(
      id: "console", name: "ShellSession",
      aliases: ["console", "bash session", "shellsession", "shell-session", "terminal", "sh-session"],
      extensions: [".sh-session"], lookAlikes: ["shellscript"]),
    Language(id: "coq", name: "Coq", aliases: ["coq", "rocq", "gallina"], extensions: [".v"]),
    Language(
      id: "cpp", name: "C++", aliases: ["cpp", "c++", "cxx", "cc", "hpp"],
      extensions: [
        ".cpp", ".c++", ".cc", ".cp", ".cppm", ".cxx", ".h", ".h++", ".hh", ".hpp", ".hxx", ".inc", ".inl", ".ino",
        ".ipp", ".ixx", ".re", ".tcc", ".tpp", ".txx",
      ], primaryFor: [".hh"], lookAlikes: ["c", "cuda-cpp", "objective-c"]),
    Language(
      id: "crystal", name: "Crystal", aliases: ["crystal", "cr"], extensions: [".cr"], interpreters: ["crystal"],
      lookAlikes: ["ruby"]),
    Language(
      id: "csharp", name: "C#", aliases: ["csharp", "cake", "cakescript", "c#", "cs"],
      extensions: [".cs", ".cake", ".cs.pp", ".csx", ".linq"], primaryFor: [".cake", ".cs"]),
    Language(id: "css", name: "CSS", aliases: ["css"], extensions: [".css"], lookAlikes: ["less", "scss", "stylus"]),
    Language(id: "csv", name: "CSV", aliases: ["csv"], extensions: [".csv"], lookAlikes: ["plaintext"]),
    Language(
      id: "cuda-cpp", name: "Cuda", preferredTag: "cuda", aliases: ["cuda-cpp", "cuda", "cu"],
      extensions: [".cu", ".cuh"], lookAlikes: ["c", "cpp", "objective-c"]),
    Language(id: "cue", name: "CUE", aliases: ["cue"], extensions: [".cue"]),
    Language(id: "cypher", name: "Cypher", aliases: ["cypher"], extensions: [".cyp", ".cypher"]),
    Language(
      id: "cython", name: "Cython", aliases: ["cython", "pyrex"], extensions: [".pyx", ".pxd", ".pxi"],
      lookAlikes: ["mojo", "python", "starlark"]),
    Language(id: "d", name: "D", aliases: ["d", "Dlang", "dlang"], extensions: [".d", ".di"], primaryFor: [".d"]),
    Language(id: "dart", name: "Dart", aliases: ["dart"], extensions: [".dart"], interpreters: ["dart"]),
    Language(id: "dhall", name: "Dhall", aliases: ["dhall"], extensions: [".dhall"]),
    Language(id: "diff", name: "Diff", aliases: ["diff", "udiff", "patch"], extensions: [".diff", ".patch"]),
    Language(
      id: "dockerfile", name: "Dockerfile", aliases: ["dockerfile", "Containerfile", "docker", "containerfile"],
      extensions: [".dockerfile", ".containerfile"], filenames: ["Containerfile", "Dockerfile"]),
    Language(
      id: "dot", name: "Graphviz (DOT)", aliases: ["dot", "graphviz-(dot)", "graphviz"], extensions: [".dot", ".gv"]),
    Language(
      id: "dotenv", name: "Dotenv", aliases: ["dotenv", "env"], extensions: [".env"],
      filenames: [
        ".env", ".env.ci", ".env.dev", ".env.development", ".env.development.local", ".env.example", ".env.local",
        ".env.prod", ".env.production", ".env.sample", ".env.staging", ".env.template", ".env.test", ".env.testing",
      ], lookAlikes: ["ini", "properties", "shellscript", "toml", "yaml"]),
    Language(id: "eiffel", name: "Eiffel", aliases: ["eiffel"], extensions: [".e"]),
    Language(
      id: "elixir", name: "Elixir", aliases: ["elixir", "ex", "exs", "iex"], extensions: [".ex", ".exs"],
      filenames: ["mix.lock"], interpreters: ["elixir"]),
    Language(id: "elm", name: "Elm", aliases: ["elm"], extensions: [".elm"]),
    Language(
      id: "emacs-lisp", name: "Emacs Lisp", preferredTag: "elisp",
      aliases: ["emacs-lisp", "cask", "eask", "elisp", "emacs"], extensions: [".el", ".emacs", ".emacs.desktop"],
      filenames: [
        ".abbrev_defs", ".emacs", ".emacs.desktop", ".gnus", ".spacemacs", ".viper", "Cask", "Eask", "Project.ede",
        "_emacs", "abbrev_defs",
      ], lookAlikes: ["commonlisp", "racket", "scheme"]),
    Language(
      id: "erb", name: "HTML+ERB", aliases: ["erb", "rhtml", "html+ruby", "html+erb", "html-erb", "eruby"],
      extensions: [".erb", ".erb.deface", ".rhtml"],
      lookAlikes: ["astro", "handlebars", "html", "jinja", "liquid", "php", "svelte", "vue"]),
  ]
}
