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
  private let texts: [[UInt8]]
  private let targets: [Int32]
  private let order: EpochOrder
  private let crop: TextCrop
  private let wordDropout: WordDropout
  private let sizing: BatchSizing
  private let accumulation: Int
  private let groupByLength: Bool
  private let seed: Int
  private let encode: SnippetEncoder
  /// Draws in a window: enough for the lengths to mix, few enough to be encoded while a few steps are computed.
  let drawsPerWindow: Int
  private static let leastDraws = 8192

  init(
    _ set: TrainingSet, _ configuration: TrainingConfiguration, wordDropout: WordDropout,
    encode: @escaping SnippetEncoder
  ) {
    texts = set.texts
    targets = set.targets
    order = EpochOrder(
      targets: set.targets, classBalance: configuration.classBalance,
      noneOfTheseShare: configuration.noneOfTheseShare, seed: configuration.seed)
    crop = TextCrop(configuration)
    self.wordDropout = wordDropout
    sizing = BatchSizing(configuration)
    accumulation = configuration.gradientAccumulationSteps
    groupByLength = configuration.groupByLength
    seed = configuration.seed
    self.encode = encode
    let stepDraws = configuration.maxTokensPerBatch == nil ? configuration.batchSize * accumulation : 1
    drawsPerWindow = (Self.leastDraws + stepDraws - 1) / stepDraws * stepDraws
  }

  /// How many steps an epoch has, all its windows drawn and encoded.
  func stepCount(epoch: Int) -> Int {
    var count = 0
    for number in 0... {
      let window = window(epoch: epoch, number: number)
      count += window.steps.count
      if window.isLastOfEpoch { break }
    }
    return count
  }

  /// A window of an epoch.
  func window(epoch: Int, number: Int) -> DataWindow {
    let drawn = order.order(epoch: epoch)
    let start = min(drawn.count, number * drawsPerWindow)
    let end = min(drawn.count, start + drawsPerWindow)
    let encoded = encodeDraws(drawn[start..<end], epoch: epoch)
    return DataWindow(
      steps: cut(encoded, epoch: epoch, number: number), isLastOfEpoch: end == drawn.count)
  }

  private func encodeDraws(_ draws: ArraySlice<Int>, epoch: Int) -> TokenBatch {
    var result = TokenBatch()
    for place in draws.indices {
      var random = RandomStream(seed: seed, .crop, epoch, place)
      let snippet = draws[place]
      result.append(crop.draw(from: texts[snippet], &random), target: targets[snippet], encode: encode)
      let ends = result.packed.sequenceOffsets.suffix(2)
      wordDropout.hide(in: &result.packed.inputIDs, (ends.first ?? 0)..<(ends.last ?? 0), &random)
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
