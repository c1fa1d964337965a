import JSON
import JSONRPC
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two connections over pipes, and what goes wrong with them.
@Suite struct ConnectionTests {
  private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() {
      var ends: [Int32] = [-1, -1]
      #expect(pipe(&ends) == 0)
      (reading, writing) = (ends[0], ends[1])
    }
  }

  /// The events of a connection, each as it comes, up to its end.
  private func events(of connection: any Connection) -> AsyncStream<ConnectionEvent> {
    AsyncStream { continuation in
      connection.start { event in
        continuation.yield(event)
        if case .ended = event { continuation.finish() }
      }
    }
  }

  private func feed(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
  }

  @Test func messagesGoThroughInOrder() async throws {
    let (there, back) = (Pipe(), Pipe())
    let server = try StdioConnection(input: there.reading, output: back.writing)
    let client = try StdioConnection(input: back.reading, output: there.writing)
    let long = JSONValue.string(String(repeating: "é", count: 1 << 20))
    for index in 0..<100 { client.send(.notification(method: "n", params: [.integer(index)])) }
    client.send(.request(id: .string("q"), method: "long", params: long))
    var received: [ConnectionEvent] = []
    for await event in events(of: server) {
      received.append(event)
      if received.count == 101 { break }
    }
    #expect(received[99] == .message(.notification(method: "n", params: [99])))
    #expect(received[100] == .message(.request(id: .string("q"), method: "long", params: long)))
    server.close()
    client.close()
  }

  @Test(
    arguments: [
      ("", [.ended(.clean)]),
      ("Content-Length: 50\r\n\r\n{", [.ended(.insideMessage)]),
      ("Content-Length: 99999999999\r\n\r\n{", [.malformed(-32600), .ended(.insideMessage)]),
      (
        "Content-Length: 1\r\n\r\n{Content-Length: 2\r\n\r\n[]",
        [.malformed(-32700), .malformed(-32600), .ended(.clean)]
      ),
    ] as [(String, [Expectation])])
  func saysHowItEnded(text: String, expected: [Expectation]) async throws {
    let (there, back) = (Pipe(), Pipe())
    let server = try StdioConnection(input: there.reading, output: back.writing)
    feed(text, to: there.writing)
    close(there.writing)
    var received: [Expectation] = []
    for await event in events(of: server) { received.append(Expectation(event)) }
    #expect(received == expected)
  }

  enum Expectation: Equatable, Sendable {
    case message, malformed(Int), ended(ConnectionEnd)

    init(_ event: ConnectionEvent) {
      switch event {
      case .message: self = .message
      case .malformed(let malformed): self = .malformed(malformed.error.code.rawValue)
      case .ended(let end): self = .ended(end)
      }
    }
  }

  @Test func closingEndsTheWaitForInput() async throws {
    let (there, back) = (Pipe(), Pipe())
    let server = try StdioConnection(input: there.reading, output: back.writing)
    let stream = events(of: server)
    server.close()
    var received: [ConnectionEvent] = []
    for await event in stream { received.append(event) }
    #expect(received == [.ended(.closedHere)])
    close(there.writing)
  }

  @Test func aClosedReaderIsALostConnection() async throws {
    let (there, back) = (Pipe(), Pipe())
    close(back.reading)
    let server = try StdioConnection(input: there.reading, output: back.writing)
    let stream = events(of: server)
    server.send(.notification(method: "n", params: nil))
    var received: [ConnectionEvent] = []
    for await event in stream { received.append(event) }
    #expect(received == [.ended(.lost("write: Broken pipe"))])
    close(there.writing)
  }

  /// A client that never reads: sending never waits, memory stays bounded, and the connection ends.
  @Test func aClientThatDoesNotReadIsLost() async throws {
    let (there, back) = (Pipe(), Pipe())
    let server = try StdioConnection(input: there.reading, output: back.writing, maximumQueuedBytes: 1 << 20)
    let stream = events(of: server)
    let text = JSONValue.string(String(repeating: "x", count: 1 << 16))
    for _ in 0..<64 { server.send(.notification(method: "n", params: text)) }
    var received: [ConnectionEvent] = []
    for await event in stream { received.append(event) }
    #expect(received == [.ended(.lost("the other side does not read what is written to it"))])
    close(back.reading)
    close(there.writing)
  }

  @Test func nonBlockingDescriptorsWorkToo() async throws {
    let (there, back) = (Pipe(), Pipe())
    for descriptor in [there.reading, back.writing] { #expect(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0) }
    let server = try StdioConnection(input: there.reading, output: back.writing)
    let client = try StdioConnection(input: back.reading, output: there.writing)
    let stream = events(of: client)
    let long = JSONValue.string(String(repeating: "x", count: 1 << 20))
    server.send(.notification(method: "n", params: long))
    for await event in stream {
      #expect(event == .message(.notification(method: "n", params: long)))
      break
    }
    server.close()
    client.close()
  }

  @Test func inMemoryConnectionPlaysTheClient() async {
    let connection = InMemoryConnection()
    connection.receive(.notification(method: "early", params: nil))
    let stream = events(of: connection)
    connection.receive(bytes: Array("Content-Length: 2\r\n\r\n".utf8))
    connection.receive(bytes: Array("{}".utf8))
    connection.send(.response(id: .integer(1), result: .success(.null)))
    connection.endInput()
    var received: [Expectation] = []
    for await event in stream { received.append(Expectation(event)) }
    #expect(received == [.message, .malformed(-32600), .ended(.clean)])
    #expect(connection.sent.count == 1)
    var sent = 0
    for await _ in connection.messages { sent += 1 }
    #expect(sent == 1)
  }
}
