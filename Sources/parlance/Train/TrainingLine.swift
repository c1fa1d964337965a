private import Figures
internal import Training

/// A training run's progress on one line of a terminal.
struct TrainingLine {
  let progress: TrainingProgress
  /// How many epochs there will be; nil where the run ends by steps.
  let epochs: Int?

  /// A part of the line; those of the highest rank go first where there is no room.
  private struct Part {
    let rank: Int
    let text: String
  }

  private static let (narrowestBar, widestBar) = (8, 30)

  /// As much as fits into so many columns; the bar takes what is left.
  func text(columns: Int) -> String {
    var parts = parts
    // Percentage and loss are worth more than the bar.
    drop(&parts, downTo: 1, columns: columns - Self.narrowestBar - 1)
    drop(&parts, downTo: 0, columns: columns)
    let words = parts.map(\.text).joined(separator: "  ")
    let room = columns - words.count - 1
    guard room >= Self.narrowestBar else { return words }
    return Bar.text(share: share, width: min(room, Self.widestBar), padded: true) + " " + words
  }

  private func drop(_ parts: inout [Part], downTo rank: Int, columns: Int) {
    while Self.width(parts) > columns, let last = parts.map(\.rank).max(), last > rank {
      parts.removeAll { $0.rank == last }
    }
  }

  private var share: Double { Double(progress.step) / Double(max(1, progress.totalSteps)) }

  private var parts: [Part] {
    let epoch = epochs.map { "\(min(progress.epoch + 1, $0))/\($0)" } ?? "\(progress.epoch + 1)"
    return [
      Part(rank: 0, text: "\(Int(share * 100)) %"),
      Part(rank: 4, text: "step \(progress.step)/\(progress.totalSteps)"),
      Part(rank: 5, text: "epoch \(epoch)"),
      Part(rank: 1, text: "loss \(NumberText.fixed(progress.loss, 4))"),
      Part(rank: 7, text: "accuracy \(NumberText.percent(progress.accuracy))"),
      Part(rank: 6, text: "lr \(NumberText.significant(progress.learningRate, 2))"),
      Part(rank: 3, text: "\(NumberText.fixed(progress.tokensPerSecond, 0)) tokens/s"),
      Part(rank: 2, text: "\(NumberText.clock(progress.secondsLeft)) left"),
    ]
  }

  private static func width(_ parts: [Part]) -> Int {
    parts.reduce(0) { $0 + $1.text.count } + 2 * max(0, parts.count - 1)
  }
}
