/// Reads a pattern into elements.
struct GlobParser {
  private let pattern: [UInt8]
  private let crossesSlashes: Bool
  private var index = 0
  private var elements: [Glob.Element] = []

  private static let slash = UInt8(ascii: "/")
  private static let backslash = UInt8(ascii: "\\")
  private static let star = UInt8(ascii: "*")

  init(_ pattern: [UInt8], crossesSlashes: Bool) {
    self.pattern = pattern
    self.crossesSlashes = crossesSlashes
  }

  /// The elements; nil where the pattern is incomplete, and matches nothing.
  mutating func parse() -> [Glob.Element]? {
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      switch byte {
      case Self.backslash:
        guard let escaped = take() else { return nil }
        elements.append(.byte(escaped))
      case UInt8(ascii: "?"): elements.append(.any)
      case Self.star: parseStars()
      case UInt8(ascii: "["):
        guard let set = parseSet() else { return nil }
        elements.append(.set(set))
      default: elements.append(.byte(byte))
      }
    }
    return elements
  }

  private mutating func take() -> UInt8? {
    guard index < pattern.count else { return nil }
    defer { index += 1 }
    return pattern[index]
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < pattern.count ? pattern[index + distance] : nil
  }

  /// The first star is taken. Two or more mean folders only where they fill a component.
  private mutating func parseStars() {
    let start = index - 1
    while peek() == Self.star { index += 1 }
    let isDouble = index - start > 1
    let followsSlash = start == 0 || pattern[start - 1] == Self.slash
    let endsComponent = peek() == nil || peek() == Self.slash || (peek() == Self.backslash && peek(1) == Self.slash)
    guard isDouble, !crossesSlashes, followsSlash, endsComponent else { return elements.append(.star) }
    if peek() == Self.slash {
      index += 1
      elements.append(.folders)
    } else {
      elements.append(.everything)
    }
  }

  /// The opening bracket is taken; nil where none closes it, or a class is unknown.
  private mutating func parseSet() -> ByteSet? {
    var set = ByteSet()
    let isInverted = peek() == UInt8(ascii: "!") || peek() == UInt8(ascii: "^")
    if isInverted { index += 1 }
    var isFirst = true
    var lower: UInt8?
    while let byte = take() {
      if byte == UInt8(ascii: "]"), !isFirst { return isInverted ? set.inverted : set }
      isFirst = false
      if byte == UInt8(ascii: "-"), let start = lower, let next = peek(), next != UInt8(ascii: "]") {
        guard let end = takeSetMember() else { return nil }
        if start <= end { set.insert(start...end) }
        lower = nil
      } else if byte == UInt8(ascii: "["), peek() == UInt8(ascii: ":"), let close = classEnd() {
        guard close > index, let named = Self.characterClass(pattern[(index + 1)..<(close - 1)]) else { return nil }
        for member in UInt8.min...UInt8.max where named(member) { set.insert(member) }
        index = close + 1
        lower = nil
      } else {
        guard let member = byte == Self.backslash ? take() : byte else { return nil }
        set.insert(member)
        lower = member
      }
    }
    return nil
  }

  private mutating func takeSetMember() -> UInt8? {
    guard let byte = take() else { return nil }
    return byte == Self.backslash ? take() : byte
  }

  /// The place of the `]` that ends a `[:class:]`, where one does; `index` is at the colon.
  private func classEnd() -> Int? {
    guard let close = pattern[(index + 1)...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
    return close - 1 > index && pattern[close - 1] == UInt8(ascii: ":") ? close : nil
  }

  private static func characterClass(_ name: ArraySlice<UInt8>) -> ((UInt8) -> Bool)? {
    switch String(decoding: name, as: UTF8.self) {
    case "alnum": { isLetter($0) || isDigit($0) }
    case "alpha": isLetter
    case "blank": { $0 == 0x20 || $0 == 0x09 }
    case "cntrl": { $0 < 0x20 || $0 == 0x7F }
    case "digit": isDigit
    case "graph": { (0x21...0x7E).contains($0) }
    case "lower": { (0x61...0x7A).contains($0) }
    case "print": { (0x20...0x7E).contains($0) }
    case "punct": { (0x21...0x7E).contains($0) && !isLetter($0) && !isDigit($0) }
    case "space": { $0 == 0x20 || (0x09...0x0D).contains($0) }
    case "upper": { (0x41...0x5A).contains($0) }
    case "xdigit": { isDigit($0) || (0x41...0x46).contains($0 & 0xDF) }
    default: nil
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
