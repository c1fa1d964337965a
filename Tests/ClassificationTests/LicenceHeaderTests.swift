import Classification
import Testing

@Suite struct LicenceHeaderTests {
  /// Enough that the model needs no comment.
  private static let code = (1...9).map { "let value\($0) = compute(\($0))" }.joined(separator: "\n")

  private func prepared(_ text: String) -> String {
    String(decoding: SnippetText.prepared(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    "// Copyright 2026 The Authors.\n// All rights reserved.\n", "# COPYRIGHT me\n\n",
    "-- SPDX-License-Identifier: MIT\n", ";;; Licensed under the GPL\n;;\n", "%% licence: MIT\n",
    "/*\n * Copyright\n */\n\n", "/* Copyright */ \n",
    "<!-- License -->\n", "(* Copyright *)\n", "{- Copyright\n-}\n\n\n", "//\n// Copyright\n//\n\n/* License */\n",
    "\u{FEFF}\n// Copyright\r\n\r\n",
  ]) func isLeftOut(header: String) {
    #expect(prepared(header + Self.code) == Self.code)
    #expect(prepared(header + "  " + Self.code) == "  " + Self.code)
  }

  @Test(arguments: [
    "// What this does\n", "#!/bin/sh\n# Copyright\n", "#define LICENSE\n", "Copyright\n", "/* Copyright */ int x;\n",
    "/* Copyright\n", "int x; // Copyright\n", "let x = 1\n// Copyright\n", "#include <license>\n", "--license\n",
  ]) func anythingElseStays(header: String) {
    #expect(prepared(header + Self.code) == header + Self.code)
  }

  @Test func itStaysWhereLittleFollows() {
    #expect(prepared("// Copyright\nlet x = 1") == "// Copyright\nlet x = 1")
    #expect(prepared("// Copyright\n") == "// Copyright")
    #expect(prepared("// Copyright\na b c d e f g") == "// Copyright\na b c d e f g")
    #expect(prepared("// Copyright\na b c d e f g h") == "a b c d e f g h")
  }
}
