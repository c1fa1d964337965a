extension InfoString {
  /// Reads the info string that stands in a range of the source, without white space around it.
  init(_ range: Range<Int>, in source: UnsafeBufferPointer<UInt8>) {
    let bytes = source[range]
    let (form, tagRange) = InfoString.analyse(bytes)
    self.range = range
    self.form = form
    self.tagRange = tagRange
    text = String(decoding: bytes, as: UTF8.self)
    tag = tagRange.map { String(decoding: source[$0], as: UTF8.self) }
  }

  /// Reads an info string that stands alone, for tests and completion.
  package init(_ text: String) {
    let bytes = Array(text.utf8)
    self = bytes.withUnsafeBufferPointer { InfoString(0..<$0.count, in: $0) }
  }

  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private static func analyse(_ bytes: Bytes) -> (Form, Range<Int>?) {
    guard let first = bytes.first else { return (.empty, nil) }
    return first == UInt8(ascii: "{") ? analyseBraces(bytes) : analyseWord(bytes)
  }

  /// `js`, `js {1,3}`, `js{1}`, `js:x`, `rust,ignore`, `title="x"`.
  private static func analyseWord(_ bytes: Bytes) -> (Form, Range<Int>?) {
    let end = bytes.firstIndex { isBlank($0) || ",{:=;".utf8.contains($0) } ?? bytes.endIndex
    guard end < bytes.endIndex else { return (.plain, bytes.startIndex..<end) }
    guard end > bytes.startIndex, bytes[end] != UInt8(ascii: "=") else { return (.attributesOnly, nil) }
    return (bytes[end] == UInt8(ascii: ",") ? .commaSeparated : .withAttributes, bytes.startIndex..<end)
  }

  /// `{.python}`, `{r, echo=FALSE}`, `{{python}}`, `{=html}`, `{code-cell} python`.
  private static func analyseBraces(_ bytes: Bytes) -> (Form, Range<Int>?) {
    let inner = bytes.drop { $0 == UInt8(ascii: "{") }.drop(while: isBlank)
    switch inner.first {
    case nil: return (.attributesOnly, nil)
    case UInt8(ascii: "="): return (.raw, word(in: inner.dropFirst()))
    case UInt8(ascii: "."), UInt8(ascii: "#"), UInt8(ascii: "-"): return analyseClasses(inner)
    default: break
    }
    guard let name = word(in: inner) else { return (.attributesOnly, nil) }
    guard !inner[name.upperBound...].starts(with: "=".utf8) else { return analyseClasses(inner) }
    if isDirective(inner[name]), let close = inner.firstIndex(of: UInt8(ascii: "}")) {
      return (.directive, word(in: inner[(close + 1)...].drop(while: isBlank)))
    }
    return (.chunk, name)
  }

  /// The first class among Pandoc's attributes.
  private static func analyseClasses(_ bytes: Bytes) -> (Form, Range<Int>?) {
    var previous = UInt8(ascii: " ")
    for index in bytes.indices where bytes[index] != UInt8(ascii: "}") {
      if bytes[index] == UInt8(ascii: "."), isBlank(previous), let tag = word(in: bytes[(index + 1)...]) {
        return (.braceAttributes, tag)
      }
      previous = bytes[index]
    }
    return (.attributesOnly, nil)
  }

  /// MyST's directives that show code.
  private static func isDirective(_ name: Bytes) -> Bool {
    ["code-cell", "code-block", "code", "sourcecode"].contains { name.elementsEqual($0.utf8) }
  }

  /// The word at the front, `nil` where there is none.
  private static func word(in bytes: Bytes) -> Range<Int>? {
    let end = bytes.firstIndex { isBlank($0) || ",{}=".utf8.contains($0) } ?? bytes.endIndex
    return end > bytes.startIndex ? bytes.startIndex..<end : nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
