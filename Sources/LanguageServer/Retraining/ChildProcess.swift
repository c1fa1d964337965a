import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `parlance train` as a child of the server's.
///
/// The child's standard input is a pipe that nobody writes to: its end tells the child that the server is gone or wants
/// it to stop. The system brings that end about also where the server is killed.
package final class ChildProcess: TrainingProcess {
  /// A line of its output that is longer than this is dropped.
  private static let longestLine = 1 << 20
  /// How much of its standard error is kept.
  private static let keptErrors = 8 << 10
  /// How long it may take to stop once its input has ended: it may be writing a checkpoint. And then, once it has been
  /// asked by a signal.
  private static let patience = (input: Duration.seconds(10), signal: Duration.seconds(5))
  /// The same where the server is about to end itself.
  private static let lastPatience = (input: Duration.milliseconds(1500), signal: Duration.milliseconds(500))

  private struct State {
    /// Our end of its standard input, while that is open.
    var input: Int32?
    /// Its number may be another process's by now.
    var isReaped = false
  }

  private let id: pid_t
  private let state: Mutex<State>
  private let gone = DispatchGroup()
  private let errors = Mutex<[UInt8]>([])

  /// Starts a program; `handler` is called from other threads, and never after `.ended`.
  package init(
    executable: String, arguments: [String], _ handler: @escaping @Sendable (TrainingOutput) -> Void
  ) throws(TrainingStartFailure) {
    let child = try SpawnedChild(executable: executable, arguments: arguments)
    id = child.id
    state = Mutex(State(input: child.input))
    gone.enter()
    let readers = DispatchGroup()
    let queue = DispatchQueue(label: "parlance.training", attributes: .concurrent)
    let output = LockedOutput(handler)
    queue.async(group: readers) {
      var cutter = LineCutter(limit: Self.longestLine)
      ChildPipe.readAll(child.output) { cutter.receive($0) { output.send(.line($0)) } }
      cutter.finish { output.send(.line($0)) }
    }
    queue.async(group: readers) { ChildPipe.readAll(child.errors) { self.keep($0) } }
    queue.async {
      let status = self.reap()
      self.gone.leave()
      // A process that the child left behind may hold the pipes open.
      _ = readers.wait(timeout: .now() + .seconds(2))
      output.end(TrainingEnd(status: status, lastWords: self.lastWords))
    }
  }

  package func stop() { stop(Self.patience) }

  package func end() {
    closeInput()
    for (patience, number) in [(Self.lastPatience.input, SIGTERM), (Self.lastPatience.signal, SIGKILL)] {
      if gone.wait(timeout: .now() + patience.interval) == .success { return }
      signal(number)
    }
    _ = gone.wait(timeout: .now() + Self.lastPatience.signal.interval)
  }

  private func stop(_ patience: (input: Duration, signal: Duration)) {
    guard closeInput() else { return }
    let queue = DispatchQueue.global()
    queue.asyncAfter(deadline: .now() + patience.input.interval) { self.signal(SIGTERM) }
    queue.asyncAfter(deadline: .now() + patience.input.interval + patience.signal.interval) { self.signal(SIGKILL) }
  }

  /// False where that has happened before.
  @discardableResult private func closeInput() -> Bool {
    guard let input = state.withLock({ $0.input.take() }) else { return false }
    close(input)
    return true
  }

  private func signal(_ number: Int32) {
    state.withLock { if !$0.isReaped { kill(id, number) } }
  }

  /// Waits for its end; the exit code, or the signal below 0.
  private func reap() -> Int32 {
    var info = siginfo_t()
    // It keeps its number until the lock is held, so that no signal can reach another process.
    while waitid(P_PID, id_t(id), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    let status = state.withLock { state in
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
      state.isReaped = true
      return status
    }
    closeInput()
    let number = status & 0x7F
    return number == 0 ? (status >> 8) & 0xFF : -number
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) {
    errors.withLock { kept in
      kept.append(contentsOf: bytes.suffix(Self.keptErrors))
      kept.removeFirst(max(0, kept.count - Self.keptErrors))
    }
  }

  private var lastWords: String { String(decoding: errors.withLock { $0 }, as: UTF8.self) }
}

/// Hands outputs on one at a time, and none after the end.
private final class LockedOutput: Sendable {
  private let handler: @Sendable (TrainingOutput) -> Void
  private let hasEnded = Mutex(false)

  init(_ handler: @escaping @Sendable (TrainingOutput) -> Void) { self.handler = handler }

  func send(_ output: TrainingOutput) {
    hasEnded.withLock { if !$0 { handler(output) } }
  }

  func end(_ end: TrainingEnd) {
    hasEnded.withLock { hasEnded in
      if !hasEnded { handler(.ended(end)) }
      hasEnded = true
    }
  }
}

extension Duration {
  /// The same for the system's timers.
  fileprivate var interval: DispatchTimeInterval {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    return .milliseconds(Int(milliseconds))
  }
}
