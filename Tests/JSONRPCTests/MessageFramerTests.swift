import JSONRPC
import Testing

@Suite struct MessageFramerTests {
  private func events(_ text: String, limit: Int = 1 << 20) -> [MessageFramer.Event] {
    var framer = MessageFramer(maximumMessageBytes: limit)
    return framer.receive(Array(text.utf8))
  }

  private static func message(_ text: String) -> MessageFramer.Event { .message(Array(text.utf8)) }

  /// Each stream whole, byte by byte, and split in two at every place: always the same events.
  @Test(
    arguments: [
      ("Content-Length: 2\r\n\r\n{}", [message("{}")]),
      ("Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\nabc", [message("{}"), message("abc")]),
      ("content-length: 2\r\n\r\n{}", [message("{}")]), ("CONTENT-LENGTH:2\r\n\r\n{}", [message("{}")]),
      ("Content-Length: 2\n\n{}", [message("{}")]), ("Content-Length: 2\n\r\n{}", [message("{}")]),
      ("Content-Length: \t2 \r\n\r\n{}", [message("{}")]), ("Content-Length: 002\r\n\r\n{}", [message("{}")]),
      ("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", [message("{}")]),
      ("Content-Length: 2\r\nContent-Type: x\r\n\r\n{}", [message("{}")]),
      ("Content-Length: 9\r\nContent-Length: 2\r\n\r\n{}", [message("{}")]),
      ("Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}", [message(""), message("{}")]),
      ("junk\r\nContent-Length: 2\r\n\r\n{}", [message("{}")]),
      ("junkContent-Length: 2\r\n\r\n{}", [message("{}")]),
      ("\r\n\r\n\nContent-Length: 2\r\n\r\n{}", [message("{}")]),
      ("junk\r\n\r\nContent-Length: 2\r\n\r\n{}", [.badHeader("no Content-Length"), message("{}")]),
      (
        "Content-Length: -5\r\n\r\n{\"a\"}Content-Length: 2\r\n\r\n{}",
        [.badHeader("Content-Length is  -5"), message("{}")]
      ),
      ("Content-Length: x\r\n\r\nContent-Length: 2\r\n\r\n{}", [.badHeader("Content-Length is  x"), message("{}")]),
      (
        "Content-Length: 1 2\r\n\r\nContent-Length: 2\r\n\r\n{}", [.badHeader("Content-Length is  1 2"), message("{}")]
      ),
      ("Content-Length:\r\n\r\nContent-Length: 2\r\n\r\n{}", [.badHeader("Content-Length is empty"), message("{}")]),
      ("Content-Length: 4\r\n\r\n\r\n\r\nContent-Length: 2\r\n\r\n{}", [message("\r\n\r\n"), message("{}")]),
      ("Content-Length: 12\r\n\r\n0123456789abContent-Length: 2\r\n\r\n{}", [.oversized(12), message("{}")]),
      ("Content-Length: 99999999999999999999999\r\n\r\n{}Content-Length: 2\r\n\r\n{}", [.oversized(.max)]),
    ] as [(String, [MessageFramer.Event])])
  func splitsNoMatterHow(text: String, expected: [MessageFramer.Event]) {
    #expect(events(text, limit: 10) == expected)
    let bytes = Array(text.utf8)
    var single = MessageFramer(maximumMessageBytes: 10)
    #expect(bytes.flatMap { single.receive([$0]) } == expected)
    for place in bytes.indices {
      var framer = MessageFramer(maximumMessageBytes: 10)
      #expect(framer.receive(Array(bytes[..<place])) + framer.receive(Array(bytes[place...])) == expected)
    }
  }

  @Test(arguments: [
    ("", true), ("Content-Length: 2\r\n\r\n{}", true), ("\r\n", true), ("Content-Le", false),
    ("Content-Length: 2\r\n", false), ("Content-Length: 2\r\n\r\n{", false), ("Content-Length: 99\r\n\r\n{", false),
  ])
  func knowsWhereAStreamMayEnd(text: String, isBoundary: Bool) {
    var framer = MessageFramer(maximumMessageBytes: 10)
    _ = framer.receive(Array(text.utf8))
    #expect(framer.isAtBoundary == isBoundary)
  }

  @Test func holdsNoMoreThanArrives() {
    var framer = MessageFramer(maximumMessageBytes: 1 << 40)
    _ = framer.receive(Array("Content-Length: 1000000000000\r\n\r\n{".utf8))
    #expect(framer.heldBytes < 1 << 18)
  }

  @Test func holdsLittleOfJunkWithoutAnEnd() {
    var framer = MessageFramer()
    let junk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
    for _ in 0..<64 { #expect(framer.receive(junk).isEmpty) }
    #expect(framer.heldBytes < 1 << 17)
    #expect(framer.receive(Array("Content-Length: 2\r\n\r\n{}".utf8)) == [Self.message("{}")])
  }

  @Test func skipsAnOversizedMessageInParts() {
    var framer = MessageFramer(maximumMessageBytes: 1000)
    #expect(framer.receive(Array("Content-Length: 6400000\r\n\r\n".utf8)) == [.oversized(6_400_000)])
    let part = [UInt8](repeating: 0x0A, count: 64_000)
    for _ in 0..<100 { #expect(framer.receive(part).isEmpty) }
    #expect(framer.heldBytes < 1 << 17)
    #expect(framer.receive(Array("Content-Length: 2\r\n\r\n{}".utf8)) == [Self.message("{}")])
  }

  @Test func framesWhatItReads() {
    var framer = MessageFramer()
    let message = Array("{\"é\":1}".utf8)
    #expect(MessageFramer.frame(message).starts(with: Array("Content-Length: 8\r\n\r\n".utf8)))
    #expect(framer.receive(MessageFramer.frame(message)) == [.message(message)])
  }
}
