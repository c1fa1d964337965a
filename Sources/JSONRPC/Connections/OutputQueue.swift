import Dispatch
import Synchronization

/// Writes messages to a descriptor from a thread of its own, in order, so that who sends never waits for who reads.
///
/// Memory is bounded: a peer that lets more than the bound pile up has stopped reading, and counts as lost.
final class OutputQueue: Sendable {
  private struct State {
    var queuedBytes = 0
    var failure: String?
  }

  private let descriptor: Int32
  private let maximumQueuedBytes: Int
  private let onFailure: @Sendable () -> Void
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "parlance.jsonrpc.output")

  /// Begins with an empty queue; `onFailure` is called once, when writing has failed or the bound is passed.
  init(descriptor: Int32, maximumQueuedBytes: Int, onFailure: @escaping @Sendable () -> Void) {
    self.descriptor = descriptor
    self.maximumQueuedBytes = maximumQueuedBytes
    self.onFailure = onFailure
  }

  /// Why nothing is written any more, `nil` while all is well.
  var failure: String? { state.withLock { $0.failure } }

  /// Queues bytes, or drops them once writing has failed.
  ///
  /// A single message may be larger than the bound where nothing else is queued.
  func send(_ bytes: [UInt8]) {
    let isAccepted = state.withLock { state in
      guard state.failure == nil, state.queuedBytes == 0 || state.queuedBytes + bytes.count <= maximumQueuedBytes
      else { return false }
      state.queuedBytes += bytes.count
      return true
    }
    guard isAccepted else { return fail("the other side does not read what is written to it") }
    queue.async { self.write(bytes) }
  }

  /// Waits until all is written, or the time is over; answers which of the two it was.
  func drain(milliseconds: Int) -> Bool {
    let drained = DispatchSemaphore(value: 0)
    queue.async { drained.signal() }
    return drained.wait(timeout: .now() + .milliseconds(milliseconds)) == .success
  }

  private func write(_ bytes: [UInt8]) {
    guard failure == nil else { return }
    do throws(FileDescriptorError) {
      try FileDescriptors.writeAll(bytes, to: descriptor)
      state.withLock { $0.queuedBytes -= bytes.count }
    } catch {
      fail(error.description)
    }
  }

  private func fail(_ reason: String) {
    let isFirst = state.withLock { state in
      defer { state.failure = state.failure ?? reason }
      return state.failure == nil
    }
    if isFirst { onFailure() }
  }
}
