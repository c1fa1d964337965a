import Dispatch
package import JSON
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Messages over two file descriptors, as a rule the process's standard input and output.
///
/// One thread reads and calls the handler, another one writes. The process must not use standard input itself.
package final class StdioConnection: Connection {
  private let input: Int32
  private let output: OutputQueue
  private let wakeUp: WakeUpPipe
  private let limits: JSONLimits
  private let isStarted = Mutex(false)
  private let reader = DispatchQueue(label: "parlance.jsonrpc.input")

  /// How long `close` waits for the other side to read what is queued.
  private static let drainMilliseconds = 2000

  /// Takes over standard input and output: from here on, what the process prints goes to standard error.
  package static func overStandardStreams(limits: JSONLimits = .standard) throws -> StdioConnection {
    try StdioConnection(input: STDIN_FILENO, output: try FileDescriptors.takeStandardOutput(), limits: limits)
  }

  /// Connects two descriptors, which stay the caller's to close. SIGPIPE is ignored from here on.
  package init(
    input: Int32, output: Int32, limits: JSONLimits = .standard, maximumQueuedBytes: Int = 64 << 20
  ) throws {
    FileDescriptors.ignoreBrokenPipes()
    let wakeUp = try WakeUpPipe()
    self.input = input
    self.limits = limits
    self.wakeUp = wakeUp
    self.output = OutputQueue(descriptor: output, maximumQueuedBytes: maximumQueuedBytes) { wakeUp.wake() }
  }

  package func start(_ handler: @escaping @Sendable (ConnectionEvent) -> Void) {
    let isFirst = isStarted.withLock { started in
      defer { started = true }
      return !started
    }
    guard isFirst else { return }
    reader.async { handler(.ended(self.readAll(handler))) }
  }

  package func send(_ message: RPCMessage) {
    output.send(MessageFramer.frame(message.serialized()))
  }

  package func close() {
    _ = output.drain(milliseconds: Self.drainMilliseconds)
    wakeUp.wake()
  }

  /// Reads until there is nothing more to read.
  private func readAll(_ handler: @Sendable (ConnectionEvent) -> Void) -> ConnectionEnd {
    var decoder = MessageDecoder(limits: limits)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    do throws(FileDescriptorError) {
      while try FileDescriptors.waitForInput(input, orWakeUp: wakeUp.reading) {
        guard let count = try FileDescriptors.readSome(input, into: buffer) else { continue }
        guard count > 0 else { return decoder.end }
        for event in decoder.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { handler(event) }
      }
      return output.failure.map { .lost($0) } ?? .closedHere
    } catch {
      return .lost(error.description)
    }
  }
}
