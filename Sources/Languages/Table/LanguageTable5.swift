// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

extension LanguageTable {
  /// From Lua to Text.
  static let part5: [Language] = [
    Language(
      id: "lua", name: "Lua", aliases: ["lua"],
      extensions: [".lua", ".fcgi", ".nse", ".p8", ".pd_lua", ".rbxs", ".rockspec", ".wlua"],
      filenames: [".luacheckrc"], interpreters: ["lua", "luajit"]),
    Language(
      id: "makefile", name: "Makefile", aliases: ["makefile", "bsdmake", "make", "mf", "mk"],
      extensions: [".mak", ".d", ".make", ".makefile", ".mk", ".mkfile"],
      filenames: [
        "BSDmakefile", "GNUmakefile", "Kbuild", "Makefile", "Makefile.am", "Makefile.boot", "Makefile.frag",
        "Makefile.in", "Makefile.inc", "Makefile.pc", "Makefile.wat", "makefile", "makefile.sco", "mkfile",
      ], interpreters: ["make"]),
    Language(
      id: "markdown", name: "Markdown", aliases: ["markdown", "md", "pandoc"],
      extensions: [
        ".md", ".livemd", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown", ".ronn", ".scd", ".workbook",
      ], filenames: ["contents.lr"], lookAlikes: ["asciidoc", "plaintext", "rst"]),
    Language(id: "matlab", name: "MATLAB", aliases: ["matlab", "octave"], extensions: [".matlab", ".m"]),
    Language(id: "maxima", name: "Maxima", aliases: ["maxima"], extensions: [".mac", ".max", ".wxm"]),
    Language(
      id: "mercury", name: "Mercury", aliases: ["mercury"], extensions: [".m", ".moo"], interpreters: ["mmi"],
      lookAlikes: ["logtalk", "prolog"]),
    Language(
      id: "mermaid", name: "Mermaid", aliases: ["mermaid", "mermaid example", "mmd"], extensions: [".mmd", ".mermaid"]),
    Language(
      id: "mojo", name: "Mojo", aliases: ["mojo"], extensions: [".mojo"], primaryFor: [".mojo"],
      lookAlikes: ["cython", "python", "starlark"]),
    Language(id: "move", name: "Move", aliases: ["move"], extensions: [".move"]),
    Language(
      id: "nginx", name: "Nginx", aliases: ["nginx", "nginx configuration file", "nginxconf"],
      extensions: [".nginx", ".nginxconf", ".vhost"], filenames: ["nginx.conf"]),
    Language(
      id: "nim", name: "Nim", aliases: ["nim"], extensions: [".nim", ".nim.cfg", ".nimble", ".nimrod", ".nims"],
      filenames: ["nim.cfg"]),
    Language(id: "nix", name: "Nix", aliases: ["nix", "nixos"], extensions: [".nix"]),
    Language(
      id: "nushell", name: "Nushell", preferredTag: "nu", aliases: ["nushell", "nu-script", "nushell-script", "nu"],
      extensions: [".nu"], interpreters: ["nu"]),
    Language(
      id: "objective-c", name: "Objective-C", preferredTag: "objc",
      aliases: ["objective-c", "obj-c", "objc", "objectivec"], extensions: [".m", ".h"], primaryFor: [".m"],
      lookAlikes: ["c", "cpp", "cuda-cpp"]),
    Language(
      id: "ocaml", name: "OCaml", aliases: ["ocaml", "ml", "reasonml"],
      extensions: [".ml", ".eliom", ".eliomi", ".ml4", ".mli", ".mll", ".mly"],
      interpreters: ["ocaml", "ocamlrun", "ocamlscript"], primaryFor: [".ml", "ocaml"], lookAlikes: ["reason", "sml"]),
    Language(id: "odin", name: "Odin", aliases: ["odin", "odinlang", "odin-lang"], extensions: [".odin"]),
    Language(id: "openscad", name: "OpenSCAD", aliases: ["openscad", "scad"], extensions: [".scad"]),
    Language(id: "oz", name: "Oz", aliases: ["oz"], extensions: [".oz"]),
    Language(
      id: "parigp", name: "PARI/GP", aliases: ["parigp", "pari", "gp", "pari-gp"], extensions: [".gp", ".pari"]),
    Language(
      id: "pascal", name: "Pascal", aliases: ["pascal", "delphi", "objectpascal"],
      extensions: [".pas", ".dfm", ".dpr", ".inc", ".lpr", ".pascal", ".pp"], interpreters: ["instantfpc"]),
    Language(
      id: "perl", name: "Perl", aliases: ["perl", "cperl", "pl"],
      extensions: [".pl", ".al", ".cgi", ".fcgi", ".perl", ".ph", ".plx", ".pm", ".psgi", ".t"],
      filenames: [".latexmkrc", "Makefile.PL", "Rexfile", "ack", "cpanfile", "latexmkrc"],
      interpreters: ["cperl", "perl"], primaryFor: [".fcgi", ".t", ".pm", ".cgi", ".pl"], lookAlikes: ["raku"]),
    Language(
      id: "php", name: "PHP", aliases: ["php", "inc", "php3", "php5"],
      extensions: [".php", ".aw", ".ctp", ".fcgi", ".inc", ".php3", ".php4", ".php5", ".phps", ".phpt"],
      filenames: [".php", ".php_cs", ".php_cs.dist", "Phakefile"], interpreters: ["php"], primaryFor: [".inc", ".php"],
      lookAlikes: ["astro", "erb", "hack", "handlebars", "html", "jinja", "liquid", "svelte", "vue"]),
    Language(id: "pike", name: "Pike", aliases: ["pike"], extensions: [".pike", ".pmod"], interpreters: ["pike"]),
    Language(
      id: "plaintext", name: "Text", preferredTag: "text",
      aliases: ["plaintext", "fundamental", "plain text", "text", "txt", "plain"],
      extensions: [".txt", ".fr", ".nb", ".ncl", ".no"],
      filenames: [
        "CITATION", "CITATIONS", "COPYING", "COPYING.regex", "COPYRIGHT.regex", "FONTLOG", "INSTALL", "INSTALL.mysql",
        "LICENSE", "LICENSE.mysql", "NEWS", "README.me", "README.mysql", "README.nss", "README.pc", "click.me",
        "delete.me", "keep.me", "package.mask", "package.use.mask", "package.use.stable.mask", "read.me", "readme.1st",
        "test.me", "use.mask", "use.stable.mask",
      ], lookAlikes: ["asciidoc", "csv", "markdown", "rst"]),
  ]
}
