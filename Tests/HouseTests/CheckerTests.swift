import Testing

/// The checks themselves see what they are to see.
@Suite struct CheckerTests {
  @Test(arguments: [
    ("import A", "A"), ("package import A", "A"), ("  @preconcurrency private import A", "A"),
    ("import struct A.B", "A"), ("@_exported public import A", "A"), ("let import = 1", nil), ("imports A", nil),
    ("", nil),
  ])
  func readsImports(line: String, module: String?) {
    #expect(importedModule(line) == module)
  }

  @Test(arguments: [
    ("open(path)", true), ("x = open(path)", true), ("reopen(path)", false), ("file.open(path)", false),
    ("func open(path)", false), ("open (path)", false), ("// open(path)", false), ("\"http://x\"; open(path)", true),
  ])
  func findsCalls(line: String, isUse: Bool) {
    #expect(source(line).uses(of: ["open("]).isEmpty == !isUse)
  }

  @Test(arguments: [("stdin", true), ("stdin)", true), ("stdinput", false), ("_stdin", false), ("x.stdin", false)])
  func findsWords(line: String, isUse: Bool) {
    #expect(source(line).uses(of: ["stdin"]).isEmpty == !isUse)
  }

  @Test func numbersLines() {
    #expect(source("a\n\nimport B\nopen()").uses(of: ["open("]) == ["Sources/A/B.swift:4: open("])
    #expect(source("a\n\nimport B").imports.map(\.number) == [3])
  }

  private func source(_ text: String) -> SourceFile {
    SourceFile(path: "Sources/A/B.swift", room: "A", code: SourceFile.withoutComments(Array(text.utf8)))
  }
}
