internal import Roberta

/// Where a run stands in its data, between two optimizer steps.
package struct DataPosition: Sendable, Equatable {
  /// The epoch, from 0.
  package var epoch = 0
  /// The window of the epoch.
  package var window = 0
  /// The optimizer step within the window that comes next.
  package var step = 0
}

/// A stretch of an epoch, drawn, encoded and cut into steps.
struct DataWindow: Sendable {
  /// The batches of each optimizer step; more than one where gradients are accumulated.
  var steps: [[TokenBatch]]
  /// Whether no further window of the epoch comes.
  var isLastOfEpoch: Bool
}

/// Makes windows, each a pure function of configuration, data and its place, whatever was made before.
struct DataWindowMaker: Sendable {
  private let targets: [Int32]
  private let softLabels: [Int: SoftLabels]
  private let order: EpochOrder
  private let encoder: DrawEncoder
  private let freezing: FreezingSchedule?
  private let fixedSets: Int
  let sizing: BatchSizing
  let accumulation: Int
  private let groupByLength: Bool
  private let seed: Int
  /// Windows that were made when the steps were counted.
  let made = MadeWindows()
  /// Draws in a window: enough for the lengths to mix, few enough to be encoded while a few steps are computed.
  let drawsPerWindow: Int
  private static let leastDraws = 8192

  /// Windows of `set`. Where `freezing` has frozen layers, whose output is kept, the crops are of a few fixed sets.
  init(
    _ set: TrainingSet, _ configuration: TrainingConfiguration, noise: TokenNoise,
    freezing: FreezingSchedule? = nil, encode: @escaping SnippetEncoder
  ) {
    targets = set.targets
    softLabels = set.softLabels
    order = EpochOrder(
      targets: set.targets, classBalance: configuration.classBalance,
      noneOfTheseShare: configuration.noneOfTheseShare, seed: configuration.seed)
    encoder = DrawEncoder(set.texts, configuration, noise: noise, encode: encode)
    self.freezing = freezing
    fixedSets = configuration.frozenCropSets
    sizing = BatchSizing(configuration)
    accumulation = configuration.gradientAccumulationSteps
    groupByLength = configuration.groupByLength
    seed = configuration.seed
    let stepDraws = configuration.maxTokensPerBatch == nil ? configuration.batchSize * accumulation : 1
    drawsPerWindow = (Self.leastDraws + stepDraws - 1) / stepDraws * stepDraws
  }

  /// Draws in an epoch.
  var drawsPerEpoch: Int { order.drawsPerEpoch }

  /// The set of fixed crops that an epoch uses; nil where it draws its own, or nothing is drawn by chance.
  func cropSet(epoch: Int) -> Int? {
    guard fixedSets > 0, !encoder.isIdentity, freezing?.plan(epoch: epoch).hasFrozenLayers == true else { return nil }
    return epoch % fixedSets
  }

  /// A window of an epoch.
  func window(epoch: Int, number: Int) -> DataWindow {
    if let window = made.take(epoch: epoch, number: number) { return window }
    let drawn = order.order(epoch: epoch)
    let start = min(drawn.count, number * drawsPerWindow)
    let end = min(drawn.count, start + drawsPerWindow)
    let encoded = encodeDraws(drawn, start..<end, epoch: epoch)
    return DataWindow(
      steps: cut(encoded, epoch: epoch, number: number), isLastOfEpoch: end == drawn.count)
  }

  private func encodeDraws(_ drawn: [Int], _ range: Range<Int>, epoch: Int) -> TokenBatch {
    var result = TokenBatch()
    let set = cropSet(epoch: epoch)
    var seen = [Int32](repeating: 0, count: set == nil ? 0 : targets.count)
    if set != nil { for snippet in drawn[..<range.lowerBound] { seen[snippet] += 1 } }
    for place in range {
      let snippet = drawn[place]
      var draw = Draw(snippet: snippet, epoch: epoch, place: place, set: set, occurrence: 0)
      if set != nil {
        draw.occurrence = Int(seen[snippet])
        seen[snippet] += 1
      }
      result.append(target: targets[snippet], soft: softLabels[snippet]) { encoder.append(draw, to: &$0) }
    }
    return result
  }

  private func cut(_ encoded: TokenBatch, epoch: Int, number: Int) -> [[TokenBatch]] {
    let lengths = encoded.lengths
    var places = Array(lengths.indices)
    if groupByLength { places.sort { (lengths[$0], $0) < (lengths[$1], $1) } }
    var batches = sizing.cut(lengths: places.map { lengths[$0] }).map { places[$0] }
    if groupByLength {
      var random = RandomStream(seed: seed, .batchOrder, epoch, number)
      random.shuffle(&batches)
    }
    return stride(from: 0, to: batches.count, by: accumulation).map { first in
      batches[first..<min(batches.count, first + accumulation)].map { encoded.selecting($0) }
    }
  }
}
