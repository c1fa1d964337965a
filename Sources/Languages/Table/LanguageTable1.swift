// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

extension LanguageTable {
  /// From ABAP to CoffeeScript.
  static let part1: [Language] = [
    Language(id: "abap", name: "ABAP", aliases: ["abap"], extensions: [".abap"]),
    Language(
      id: "actionscript", name: "ActionScript", aliases: ["actionscript", "actionscript 3", "actionscript3", "as3"],
      extensions: [".as"]),
    Language(id: "ada", name: "Ada", aliases: ["ada", "ada95", "ada2005"], extensions: [".adb", ".ada", ".ads"]),
    Language(id: "agda", name: "Agda", aliases: ["agda"], extensions: [".agda"]),
    Language(
      id: "apex", name: "Apex", aliases: ["apex"], extensions: [".cls", ".apex", ".trigger"], primaryFor: [".trigger"]),
    Language(
      id: "apl", name: "APL", aliases: ["apl"], extensions: [".apl", ".dyalog"],
      interpreters: ["apl", "aplx", "dyalog"]),
    Language(
      id: "applescript", name: "AppleScript", aliases: ["applescript", "apples", "osascript"],
      extensions: [".applescript", ".scpt"], interpreters: ["osascript"]),
    Language(
      id: "asciidoc", name: "AsciiDoc", aliases: ["asciidoc"], extensions: [".asciidoc", ".adoc", ".asc"],
      lookAlikes: ["markdown", "plaintext", "rst"]),
    Language(
      id: "asm", name: "Assembly", aliases: ["asm", "nasm", "assembly", "masm", "gas", "x86asm", "armasm", "asm6502"],
      extensions: [".asm", ".a51", ".i", ".inc", ".nas", ".nasm", ".s"]),
    Language(
      id: "astro", name: "Astro", aliases: ["astro"], extensions: [".astro"],
      lookAlikes: ["erb", "handlebars", "html", "jinja", "liquid", "php", "svelte", "vue"]),
    Language(
      id: "autohotkey", name: "AutoHotkey", aliases: ["autohotkey", "ahk"],
      extensions: [".ahk", ".ah1", ".ah2", ".ahkl"]),
    Language(
      id: "autoit", name: "AutoIt", aliases: ["autoit", "au3", "AutoIt3", "AutoItScript"], extensions: [".au3"]),
    Language(
      id: "awk", name: "Awk", aliases: ["awk", "gawk"], extensions: [".awk", ".auk", ".gawk", ".mawk", ".nawk"],
      interpreters: ["awk", "gawk", "mawk", "nawk"]),
    Language(id: "ballerina", name: "Ballerina", aliases: ["ballerina"], extensions: [".bal"]),
    Language(
      id: "bat", name: "Batchfile", aliases: ["bat", "batch", "dosbatch", "winbatch", "batchfile", "dos", "cmd"],
      extensions: [".bat", ".cmd"], filenames: ["gradlew.bat", "mvnw.cmd"]),
    Language(id: "bibtex", name: "BibTeX", aliases: ["bibtex"], extensions: [".bib", ".bibtex"]),
    Language(id: "bicep", name: "Bicep", aliases: ["bicep"], extensions: [".bicep", ".bicepparam"]),
    Language(
      id: "c", name: "C", aliases: ["c", "h"], extensions: [".c", ".cats", ".h", ".h.in", ".idc"],
      interpreters: ["tcc"], primaryFor: [".h"], lookAlikes: ["cpp", "cuda-cpp", "objective-c"]),
    Language(id: "cairo", name: "Cairo", aliases: ["cairo"], extensions: [".cairo"], lookAlikes: ["rust"]),
    Language(id: "ceylon", name: "Ceylon", aliases: ["ceylon"], extensions: [".ceylon"]),
    Language(
      id: "clojure", name: "Clojure", aliases: ["clojure", "clj", "cljs", "edn"],
      extensions: [".clj", ".bb", ".boot", ".cl2", ".cljc", ".cljs", ".cljs.hl", ".cljscm", ".cljx", ".hic"],
      filenames: ["riemann.config"], interpreters: ["bb"]),
    Language(
      id: "cmake", name: "CMake", aliases: ["cmake"], extensions: [".cmake", ".cmake.in"], filenames: ["CMakeLists.txt"]
    ),
    Language(id: "cobol", name: "COBOL", aliases: ["cobol"], extensions: [".cob", ".cbl", ".ccp", ".cobol", ".cpy"]),
    Language(
      id: "coffeescript", name: "CoffeeScript", aliases: ["coffeescript", "coffee", "coffee-script"],
      extensions: [".coffee", "._coffee", ".cake", ".cjsx", ".coffee.erb", ".iced"], filenames: ["Cakefile"],
      interpreters: ["coffee"], lookAlikes: ["livescript"]),
  ]
}
