/// Cuts bytes that arrive in pieces into lines. A line longer than the limit is dropped, so that memory is bounded
/// whatever arrives.
struct LineCutter {
  private let limit: Int
  private var line: [UInt8] = []
  private var isTooLong = false

  init(limit: Int) { self.limit = limit }

  /// Takes a piece, and gives `body` the lines that it ends.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, _ body: ([UInt8]) -> Void) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      append(rest[..<end])
      finish(body)
      rest = rest[(end + 1)...]
    }
    append(rest)
  }

  /// Nothing more arrives: what is left is a line too.
  mutating func finish(_ body: ([UInt8]) -> Void) {
    if !isTooLong, !line.isEmpty { body(line) }
    line = []
    isTooLong = false
  }

  private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
    guard !isTooLong, line.count + bytes.count <= limit else {
      isTooLong = true
      line = []
      return
    }
    line.append(contentsOf: bytes)
  }
}
