/// A pattern for a path, as gitignore(5) describes them: `*`, `?`, `[a-z]`, `\` and, where a slash counts, `**`.
///
/// Matched by following all positions of the pattern at once, so that no pattern makes it take longer than the length
/// of the text times that of the pattern.
struct Glob: Sendable {
  enum Element: Sendable, Equatable {
    case byte(UInt8)
    /// One byte.
    case any
    case set(ByteSet)
    /// Any bytes.
    case star
    /// Any bytes, slashes too.
    case everything
    /// Nothing, or any bytes up to and with a slash: `**/`.
    case folders
  }

  /// The forms that nearly all patterns have, which need no following of positions.
  private enum Shape: Sendable {
    case literal([UInt8]), prefix([UInt8]), suffix([UInt8]), infix([UInt8]), general
  }

  private let elements: [Element]
  private let crossesSlashes: Bool
  private let shape: Shape

  /// A pattern; nil for one that matches nothing, being incomplete (`a\`, `[a`).
  ///
  /// With `crossesSlashes` `*`, `?` and sets match a slash like any byte, and `**` is no more than `*`.
  init?(_ pattern: [UInt8], crossesSlashes: Bool) {
    var parser = GlobParser(pattern, crossesSlashes: crossesSlashes)
    guard let elements = parser.parse() else { return nil }
    self.elements = elements
    self.crossesSlashes = crossesSlashes
    shape = Self.shape(of: elements, crossesSlashes: crossesSlashes)
  }

  private static func shape(of elements: [Element], crossesSlashes: Bool) -> Shape {
    if let literal = bytes(elements[...]) { return .literal(literal) }
    guard crossesSlashes else { return .general }
    if elements.first == .star, let rest = bytes(elements.dropFirst()) { return .suffix(rest) }
    if elements.last == .star, let rest = bytes(elements.dropLast()) { return .prefix(rest) }
    if elements.count > 2, elements.first == .star, elements.last == .star,
      let middle = bytes(elements.dropFirst().dropLast())
    {
      return .infix(middle)
    }
    return .general
  }

  private static func bytes(_ elements: ArraySlice<Element>) -> [UInt8]? {
    var bytes: [UInt8] = []
    for element in elements {
      guard case .byte(let byte) = element else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  /// Whether the whole of `text` is as the pattern says.
  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    switch shape {
    case .literal(let bytes): text.elementsEqual(bytes)
    case .prefix(let bytes): text.starts(with: bytes)
    case .suffix(let bytes): text.count >= bytes.count && text.suffix(bytes.count).elementsEqual(bytes)
    case .infix(let bytes): text.contains(part: bytes)
    case .general: follow(text)
    }
  }

  /// Follows all positions: `active[i]` says that what was read is as the first `i` elements say.
  private func follow(_ text: ArraySlice<UInt8>) -> Bool {
    var active = [Bool](repeating: false, count: elements.count + 1)
    activate(0, &active)
    for byte in text {
      var next = [Bool](repeating: false, count: elements.count + 1)
      for index in elements.indices where active[index] { step(index, byte, &next) }
      guard next.contains(true) else { return false }
      active = next
    }
    return active[elements.count]
  }

  /// Marks a position, and those behind elements that may be nothing.
  private func activate(_ position: Int, _ active: inout [Bool]) {
    var position = position
    active[position] = true
    while position < elements.count, [.star, .everything, .folders].contains(elements[position]) {
      position += 1
      active[position] = true
    }
  }

  private func step(_ index: Int, _ byte: UInt8, _ next: inout [Bool]) {
    let isSlash = byte == UInt8(ascii: "/")
    let isOpen = crossesSlashes || !isSlash
    switch elements[index] {
    case .byte(let wanted): if byte == wanted { activate(index + 1, &next) }
    case .any: if isOpen { activate(index + 1, &next) }
    case .set(let set): if isOpen, set.contains(byte) { activate(index + 1, &next) }
    case .star: if isOpen { activate(index, &next) }
    case .everything: activate(index, &next)
    case .folders:
      // Inside of it: what follows may begin only behind a slash.
      next[index] = true
      if isSlash { activate(index + 1, &next) }
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether `part` stands somewhere in these bytes.
  func contains(part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    var rest = self
    while rest.count >= part.count, let hit = rest.firstIndex(of: first) {
      rest = rest[hit...]
      if rest.starts(with: part) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

/// A set of bytes.
struct ByteSet: Sendable, Equatable {
  private var words: SIMD4<UInt64> = .zero

  func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

  mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  mutating func insert(_ range: ClosedRange<UInt8>) { for byte in range { insert(byte) } }

  var inverted: ByteSet {
    var inverse = self
    inverse.words = ~words
    return inverse
  }
}
