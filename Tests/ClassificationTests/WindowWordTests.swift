import Classification
import Testing

@Suite struct WindowWordTests {
  private func words(_ text: String) -> [String] { WindowWord.words(of: Array(text.utf8)[...]).map(\.text) }

  @Test(arguments: [
    ("def f_1(self):", ["def", "f_1", "(", "self", "):"]),
    ("a <- b |> c", ["a", "<-", "b", "|>", "c"]),
    ("#include <stdio.h>", ["#include", "<", "stdio", ".", "h", ">"]),
    ("@Override\n  $x = \\begin", ["@Override", "$x", "=", "\\begin"]),
    ("<?php a%b # c", ["<?php", "a", "%", "b", "#", "c"]),
    ("größe ≤ 日本", ["größe", "≤", "日本"]),
    ("\u{200B}\u{202E}\u{7}\t \u{A0}", []),
    ("", []),
  ])
  func asOneWouldPointAtThem(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test func theSameWordAtSeveralPlacesIsOne() {
    let found = WindowWord.words(of: Array("x.y.x".utf8)[2...])
    #expect(found.map(\.text) == ["y", ".", "x"])
    #expect(found.map(\.ranges) == [[2..<3], [3..<4], [4..<5]])
    #expect(WindowWord.words(of: Array("x.y.x".utf8)[...]).first?.ranges == [0..<1, 4..<5])
  }

  @Test func bytesThatAreNoUTF8BelongToNoWord() {
    let bytes: [UInt8] = [0xFF] + Array("ab".utf8) + [0xC3] + Array("c".utf8) + [0xF0, 0x9F]
    let found = WindowWord.words(of: bytes[...])
    #expect(found.map(\.text) == ["ab", "c"])
    #expect(found.map(\.ranges) == [[1..<3], [4..<5]])
  }

  @Test(arguments: [
    ("def f", [0..<3], " f"), ("self.x", [4..<5], "self x"), ("a b c", [0..<1, 4..<5], " b "), ("abc", [0..<3], ""),
    ("a+b-c", [1..<2, 3..<4], "a b c"), ("abc", [], "abc"),
  ])
  func takenOutOfTheText(text: String, ranges: [Range<Int>], expected: String) {
    #expect(String(decoding: Explanation.text(Array(text.utf8), without: ranges), as: UTF8.self) == expected)
  }
}
