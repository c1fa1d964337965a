import LanguageServerProtocol

/// A text in which 1️⃣, 2️⃣ … mark places, so that a test reads like the session it stands for.
struct MarkedText {
  /// The text without its marks.
  let text: String
  /// The places by their marks, in UTF-16 units.
  private var positions: [Character: Position] = [:]

  init(_ marked: String) {
    var text = ""
    var line = 0
    var character = 0
    for mark in marked {
      if "1️⃣2️⃣3️⃣4️⃣5️⃣".contains(mark), mark.unicodeScalars.count > 1 {
        positions[mark] = Position(line: line, character: character)
        continue
      }
      text.append(mark)
      character += mark.utf16.count
      if mark.isNewline { (line, character) = (line + 1, 0) }
    }
    self.text = text
  }

  subscript(_ mark: Character) -> Position { positions[mark] ?? Position(line: 0, character: 0) }

  /// The stretch between two marks.
  func range(_ start: Character, _ end: Character) -> PositionRange {
    PositionRange(start: self[start], end: self[end])
  }
}
