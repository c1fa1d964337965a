/// What a line says about an attribute (gitattributes(5)).
enum AttributeState: Sendable, Equatable {
  /// `name`
  case set
  /// `-name`
  case unset
  /// `name=value`
  case value(String)
  /// `!name`: as if nothing had been said.
  case unspecified
}

/// An attribute and what is said about it.
struct Attribute: Sendable, Equatable {
  let name: String
  let state: AttributeState

  /// Reads one word of a line; nil where it is no attribute.
  init?(_ word: ArraySlice<UInt8>) {
    let text = String(decoding: word, as: UTF8.self)
    let sign = text.first
    let hasSign = sign == "-" || sign == "!"
    let parts = (hasSign ? text.dropFirst() : text[...]).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, Self.isName(name) else { return nil }
    self.name = String(name)
    if hasSign {
      state = sign == "-" ? .unset : .unspecified
    } else {
      state = parts.count > 1 ? .value(String(parts[1])) : .set
    }
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, first != UInt8(ascii: "-") else { return false }
    return text.utf8.allSatisfy {
      (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) || "-_.".utf8.contains($0)
    }
  }
}

/// A `.gitattributes` or `info/attributes` file.
struct AttributesFile: Sendable {
  struct Rule: Sendable {
    let pattern: PathPattern
    let attributes: [Attribute]
  }

  /// In the order of the file.
  private(set) var rules: [Rule] = []
  /// `[attr]name …`: what stands for the attribute, where it is set.
  private(set) var macros: [String: [Attribute]] = [:]

  /// Longer lines are left out, as git does.
  private static let maximumLineBytes = 2048
  private static let macroPrefix = Array("[attr]".utf8)

  /// Reads one; lines that are no rules say nothing.
  init(_ bytes: [UInt8]) {
    for line in patternLines(bytes) where line.count < Self.maximumLineBytes { read(line) }
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    let line = line.drop(while: Self.isBlank)
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    guard let (pattern, rest) = first == UInt8(ascii: "\"") ? Self.quoted(line) : Self.word(line) else { return }
    if pattern.starts(with: Self.macroPrefix) {
      let name = pattern.count > Self.macroPrefix.count ? pattern.dropFirst(Self.macroPrefix.count) : nil
      guard let (macro, words) = name.map({ (Array($0), rest) }) ?? Self.word(rest.drop(while: Self.isBlank)),
        let attributes = Self.attributes(words)
      else { return }
      macros[String(decoding: macro, as: UTF8.self)] = attributes
    } else if let pattern = PathPattern(pattern), !pattern.isNegated, let attributes = Self.attributes(rest) {
      rules.append(Rule(pattern: pattern, attributes: attributes))
    }
  }

  private static func word(_ line: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>)? {
    let word = line.prefix { !isBlank($0) }
    return word.isEmpty ? nil : (Array(word), line[word.endIndex...])
  }

  /// A pattern in double quotes, with C's escapes.
  private static func quoted(_ line: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>)? {
    var pattern: [UInt8] = []
    var rest = line.dropFirst()
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return (pattern, rest) }
      guard byte == UInt8(ascii: "\\") else {
        pattern.append(byte)
        continue
      }
      guard let escaped = escape(&rest) else { return nil }
      pattern.append(escaped)
    }
    return nil
  }

  private static func escape(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    guard let byte = rest.popFirst() else { return nil }
    let names: [UInt8: UInt8] = [
      0x61: 0x07, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09, 0x76: 0x0B, 0x5C: 0x5C, 0x22: 0x22,
    ]
    if let named = names[byte] { return named }
    let digits = [byte] + rest.prefix(2)
    guard digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }), digits[0] <= 0x33 else { return nil }
    rest = rest.dropFirst(2)
    return digits.reduce(0) { $0 << 3 | ($1 & 7) }
  }

  /// The attributes of a line; nil where one of them is none, which makes git leave out the line.
  private static func attributes(_ words: ArraySlice<UInt8>) -> [Attribute]? {
    var attributes: [Attribute] = []
    for word in words.split(whereSeparator: isBlank) {
      guard let attribute = Attribute(word) else { return nil }
      attributes.append(attribute)
    }
    return attributes
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
