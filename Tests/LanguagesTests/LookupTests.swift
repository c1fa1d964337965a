import Languages
import Testing

@Suite struct LookupTests {
  @Test(arguments: [
    ("python", "python"), ("Python", "python"), ("PY", "python"), ("c++", "cpp"), ("C++", "cpp"),
    ("bash", "shellscript"),
    ("sh", "shellscript"), ("zsh", "shellscript"), ("js", "javascript"), ("TSX", "tsx"), ("typescriptreact", "tsx"),
    ("rscript", "r"), ("Containerfile", "dockerfile"), ("html+django", "jinja"), ("text", "plaintext"),
  ])
  func aliasMeansLanguage(alias: String, id: String) {
    #expect(Languages.byAlias(alias)?.id == id)
  }

  @Test(arguments: ["", " ", "output", "math", "no such language", "python ", "{.python}"])
  func otherTagsMeanNothing(alias: String) {
    #expect(Languages.byAlias(alias) == nil)
  }

  @Test(arguments: [
    ("shellscript", "bash"), ("javascript", "js"), ("typescript", "ts"), ("python", "python"), ("cpp", "cpp"),
    ("csharp", "csharp"), ("objective-c", "objc"), ("viml", "vim"), ("plaintext", "text"), ("jsx", "jsx"),
  ])
  func preferredTagIsTheUsualOne(id: String, tag: String) {
    #expect(Languages[id]?.preferredTag == tag)
  }

  @Test(arguments: [
    ("sh", "shellscript"), ("cs", "csharp"), ("make", "makefile"), ("tex", "latex"), ("objc", "objective-c"),
    ("ps1", "powershell"), ("dosbatch", "bat"), ("vim", "viml"), ("javascriptreact", "jsx"), ("terraform", "hcl"),
    ("restructuredtext", "rst"), ("dosini", "ini"), ("plaintext", "plaintext"), ("text", "plaintext"),
    ("bzl", "starlark"),
    ("lisp", "commonlisp"), ("idlang", "idl"), ("mma", "wolfram"),
  ])
  func editorIDMeansLanguage(editorID: String, id: String) {
    #expect(Languages.byEditorID(editorID)?.id == id)
  }

  @Test(arguments: [
    (".py", ["python"]), ("py", ["python"]), (".PY", ["python"]), (".h", ["c", "cpp", "objective-c"]),
    (".v", ["verilog", "coq", "v"]), (".m", ["objective-c", "matlab", "mercury", "wolfram"]),
    (".ts", ["typescript", "xml"]),
    (".rs", ["rust", "xml"]), (".pl", ["perl", "prolog", "raku"]), (".f90", ["fortran"]), (".nothing", []), ("", []),
  ])
  func extensionGivesAllPrimaryFirst(ext: String, ids: [String]) {
    #expect(Languages.byExtension(ext).map(\.id) == ids)
  }

  @Test func ambiguousExtensionsAreListed() {
    #expect(Languages.ambiguousExtensions.isSuperset(of: [".h", ".m", ".v", ".ts", ".pl", ".rs", ".cls", ".inc"]))
    #expect(!Languages.ambiguousExtensions.contains(".py"))
  }

  @Test(arguments: [
    ("src/main.rs", "rust"), ("Makefile", "makefile"), ("a/b/Dockerfile", "dockerfile"), ("page.html.hl", "html"),
    ("x.tar.py", "python"), ("CMakeLists.txt", "cmake"), ("notes.txt", "plaintext"), (".bashrc", "shellscript"),
    ("script.v1.sh", "shellscript"), ("go.mod", "gomod"), ("BUILD", "starlark"), (".releaserc", "json"),
    ("build.gradle", "groovy"),
  ])
  func pathMeansLanguage(path: String, id: String) {
    #expect(Languages.byPath(path).first?.id == id)
  }

  @Test(arguments: ["", "/", "LICENCE.zzz", "README", "a.", "directory.py/file"])
  func otherPathsMeanNothing(path: String) {
    #expect(Languages.byPath(path).isEmpty)
  }

  @Test(arguments: [
    ("#!/bin/sh", "shellscript"), ("#! /bin/bash -e", "shellscript"), ("#!/usr/bin/env python3", "python"),
    ("#!/usr/bin/python3.11", "python"), ("#!/usr/bin/env -S LANG=C node --x", "javascript"), ("#!perl -w", "perl"),
    ("#!/usr/bin/env -S deno run", "javascript"), ("#!/usr/bin/ocaml", "ocaml"), ("#!/usr/bin/lua5.4\r", "lua"),
  ])
  func shebangMeansLanguage(line: String, id: String) {
    #expect(Languages.byShebang(line).first?.id == id)
  }

  @Test(arguments: [
    ("#!/bin/sh\n# \\\nexec wish \"$0\" ${1+\"$@\"}\nproc f {} {}\n", "tcl"),
    ("#!/bin/sh\n\(String(repeating: "# a comment\n\n", count: 40))# \\\nexec tclsh8.6 \"$0\" \"$@\"\n", "tcl"),
    ("#!/bin/sh\n:; exec /usr/bin/env guile -s \"$0\" \"$@\"\n!#\n", "scheme"),
    ("#!/bin/sh\nexec -a name perl \"$0\"\n", "perl"), ("#!/bin/sh\nexec env -u A B=1 lua \"$0\" \"$@\"\n", "lua"),
    ("#!/bin/sh\r\n\"exec\" \"python3\" \"$0\" \"$@\"\r\n", "python"),
    ("#!/usr/bin/env -S /bin/sh -c \"exec awk -f ${_} input.txt\"\n\nBEGIN {}\n", "awk"),
    // An interpreter that nobody knows, a wrapper of another program, and a line further down: they are scripts of the shell.
    ("#!/bin/sh\nexec no-such-thing \"$0\" \"$@\"\n", "shellscript"),
    ("#!/bin/sh\nexec perl -e 1 \"$@\"\n", "shellscript"),
    ("#!/bin/sh\nexec node \"$(dirname \"$0\")/cli.js\" \"$@\"\n", "shellscript"),
    ("#!/bin/bash\ncd \"$(dirname \"$0\")\" && exec python3 main.py \"$@\"\n", "shellscript"),
    ("#!/bin/sh\n# usage: exec perl \"$0\" \"$@\"\n:\n", "shellscript"),
    ("#!/usr/bin/env -S sh -c 'exec node server.js'\n", "shellscript"),
    ("#!/bin/sh\na=1\nb=2\nc=3\nd=4\nexec tclsh \"$0\" \"$@\"\n", "shellscript"),
    ("#!/usr/bin/perl\nexec tclsh \"$0\" \"$@\"\n", "perl"), ("#!/bin/sh\n$0 $@ exec", "shellscript"),
  ])
  func shellScriptThatHandsItselfOver(head: String, id: String) {
    #expect(Languages.byShebang(head).first?.id == id)
  }

  @Test(arguments: ["", "#!", "#!/usr/bin/env", "# !/bin/sh", "#!/opt/unknown", "#!/", "#!/usr/bin/env -S"])
  func otherLinesMeanNothing(line: String) {
    #expect(Languages.byShebang(line).isEmpty)
  }

  @Test(arguments: [
    ("javascript", "tsx", true), ("shellscript", "console", true), ("c", "objective-c", true), ("yaml", "ini", true),
    ("markdown", "plaintext", true), ("html", "liquid", true), ("python", "python", true), ("python", "ruby", false),
    ("java", "javascript", false),
  ])
  func lookAlikes(id: String, other: String, expected: Bool) throws {
    let (first, second) = (try #require(Languages[id]), try #require(Languages[other]))
    #expect(first.isLookAlike(of: second) == expected)
    #expect(second.isLookAlike(of: first) == expected)
  }
}
