private import Synchronization

/// How many optimizer steps an epoch has.
package struct StepCount: Sendable, Equatable {
  /// Steps.
  package var steps: Int
  /// Whether they were reckoned from the first part of the epoch, it being too long to be looked at before the start.
  package var isEstimate: Bool

  init(_ steps: Int) {
    self.steps = steps
    isEstimate = false
  }

  /// Reckoned from the `steps` of the first `seen` of `draws` draws, rounded up.
  package init(steps: Int, of seen: Int, draws: Int) {
    self.steps = Int((Double(steps) * Double(draws) / Double(seen)).rounded(.up))
    isEstimate = true
  }
}

/// Windows that were made before their time, each handed out once.
final class MadeWindows: Sendable {
  private struct Place: Hashable {
    var epoch: Int, number: Int
  }

  private let windows = Mutex([Place: DataWindow]())

  func keep(_ window: DataWindow, epoch: Int, number: Int) {
    windows.withLock { $0[Place(epoch: epoch, number: number)] = window }
  }

  func take(epoch: Int, number: Int) -> DataWindow? {
    windows.withLock { $0.removeValue(forKey: Place(epoch: epoch, number: number)) }
  }
}

extension DataWindowMaker {
  /// Tokens that are encoded at most to count steps: some seconds' work, and 128 MB while they are kept.
  static let countedTokens = 1 << 25

  /// How many steps the first epoch has. With batches of so many snippets that follows from the number of draws; with
  /// batches of so many tokens windows are drawn and encoded, up to `limit` tokens of them, and the rest is reckoned
  /// from those. Windows from the one numbered `keepsFrom` on are not made a second time.
  func countSteps(limit: Int = countedTokens, keepsFrom first: Int?) -> StepCount {
    guard case .snippets(let size) = sizing else { return countSteps(tokens: limit, keepsFrom: first) }
    return StepCount(
      BatchSizing.steps(draws: drawsPerEpoch, size: size, window: drawsPerWindow, accumulation: accumulation))
  }

  private func countSteps(tokens limit: Int, keepsFrom first: Int?) -> StepCount {
    var (steps, tokens) = (0, 0)
    for number in 0... {
      let window = window(epoch: 0, number: number)
      if let first, number >= first { made.keep(window, epoch: 0, number: number) }
      steps += window.steps.count
      tokens += window.tokenCount
      if window.isLastOfEpoch { break }
      if tokens >= limit {
        return StepCount(steps: steps, of: (number + 1) * drawsPerWindow, draws: drawsPerEpoch)
      }
    }
    return StepCount(steps)
  }
}

extension DataWindow {
  var tokenCount: Int { steps.joined().reduce(0) { $0 + $1.tokenCount } }
}
