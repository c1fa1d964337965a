private import Dispatch
private import Synchronization
internal import Tensors

/// Takes pieces off an input, works on several at once, and hands on what comes of them in the input's order.
///
/// There are twice as many workers as threads that compute, so that while some wait for a disk, for whoever writes the
/// input or for whoever reads the output, others compute. At most `window` pieces are between input and output: an output
/// that nobody takes stops the reading, and a piece that takes long holds up only so many others.
struct OrderedPipeline<Piece: Sendable, Material: Sendable, Outcome: Sendable> {
  /// How many pieces are computed at once; one is the caller alone, without any other thread.
  let threads: Int
  private var workers: Int { 2 * threads }
  private var window: Int { 4 * threads }

  /// Works off the pieces that `next` gives until it gives none, or throws; what came before is delivered all the same.
  ///
  /// - Parameters:
  ///   - next: the next piece, never asked for by two at once.
  ///   - read: what a piece names, which may have to be waited for.
  ///   - answer: what is computed of that.
  ///   - deliver: takes the outcomes, in order and never two at once.
  /// - Throws: what `next` threw.
  func run<Failure: Error>(
    _ next: () throws(Failure) -> Piece?, read: (Piece) -> Material, answer: (Material) -> Outcome,
    deliver: (Outcome) -> Void
  ) throws(Failure) {
    guard threads > 1 else {
      while let piece = try next() { deliver(answer(read(piece))) }
      return
    }
    let input = NumberedInput<Piece, Failure>()
    let output = OrderedHandover<Outcome>()
    let places = DispatchSemaphore(value: window)
    let processors = DispatchSemaphore(value: threads)
    ThreadPool(threads: workers).run { _ in
      while true {
        places.wait()
        guard let (number, piece) = input.take(next) else { break }
        let material = read(piece)
        processors.wait()
        let outcome = answer(material)
        processors.signal()
        output.finish(number, outcome) { outcome in
          deliver(outcome)
          places.signal()
        }
      }
      places.signal()
    }
    if let failure = input.failure { throw failure }
  }
}

/// Numbers pieces in the order in which they are taken.
private final class NumberedInput<Piece: Sendable, Failure: Error>: Sendable {
  private struct State {
    var count = 0
    var isAtEnd = false
    var failure: Failure?
  }

  private let state = Mutex(State())

  /// What ended the input before its time.
  var failure: Failure? { state.withLock { $0.failure } }

  /// The next piece with its number; nil at the end, which is not asked for twice.
  func take(_ next: () throws(Failure) -> Piece?) -> (number: Int, piece: Piece)? {
    state.withLock { state in
      guard !state.isAtEnd else { return nil }
      do throws(Failure) {
        if let piece = try next() {
          state.count += 1
          return (state.count - 1, piece)
        }
      } catch {
        state.failure = error
      }
      state.isAtEnd = true
      return nil
    }
  }
}

/// Hands on what was finished in any order by its numbers, one at a time.
private final class OrderedHandover<Outcome: Sendable>: Sendable {
  private struct State {
    var finished: [Int: Outcome] = [:]
    var next = 0
    var isHandingOn = false
  }

  private let state = Mutex(State())

  /// Keeps an outcome, and hands on what is due, if nobody else is at it, who then does it.
  func finish(_ number: Int, _ outcome: Outcome, _ deliver: (Outcome) -> Void) {
    let isMine = state.withLock { state in
      state.finished[number] = outcome
      defer { state.isHandingOn = true }
      return !state.isHandingOn
    }
    guard isMine else { return }
    while let outcome = due() { deliver(outcome) }
  }

  private func due() -> Outcome? {
    state.withLock { state in
      let outcome = state.finished.removeValue(forKey: state.next)
      state.next += outcome == nil ? 0 : 1
      state.isHandingOn = outcome != nil
      return outcome
    }
  }
}
