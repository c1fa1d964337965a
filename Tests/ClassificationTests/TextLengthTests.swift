import Classification
import Testing

@Suite struct TextLengthTests {
  @Test(arguments: [
    ("", 0, 0), ("a", 1, 1), ("int main(void) {\n    return 0;\n}", 32, 23), (" \t\n\r\u{b}\u{c}", 6, 0),
    ("é 語 👍", 5, 3), ("a\u{a0}b", 3, 3),
  ])
  func countsCharactersAndMarks(text: String, characters: Int, marks: Int) {
    #expect(TextLength(Array(text.utf8)) == TextLength(characters: characters, marks: marks))
  }

  @Test func bytesThatAreNoTextAreCounted() {
    #expect(TextLength([0xFF, 0x20, 0x80]) == TextLength(characters: 2, marks: 1))
  }
}
