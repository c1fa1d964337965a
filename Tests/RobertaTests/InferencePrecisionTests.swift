import Roberta
import Tensors
import Testing

/// The whole model in every precision, held against single precision.
@Suite struct InferencePrecisionTests {
  private static let configuration = RobertaConfiguration(
    vocabSize: 90, hiddenSize: 51, numHiddenLayers: 3, numAttentionHeads: 3, intermediateSize: 130,
    maxPositionEmbeddings: 140, id2label: (0..<7).map { "\($0)" }, initializerRange: 0.2)
  private static let parameters = RobertaParameters(configuration: configuration, seed: 11)

  private static func model(_ precision: InferencePrecision) -> RobertaForSequenceClassification {
    RobertaForSequenceClassification(configuration: configuration, parameters: parameters, precision: precision)
  }

  private static func ids(_ count: Int, _ first: Int32) -> [Int32] { (0..<count).map { (first + Int32($0 * 7)) % 90 } }

  private static let batch = PackedBatch(
    [1, 7, 8, 9, 63, 64, 65, 128, 2, 130].enumerated().map { ids($1, Int32($0)) })

  /// How far logits may be from those of single precision, over the largest of them.
  @Test(arguments: [(InferencePrecision.fp32, Float(0)), (.bf16, 0.03), (.int8, 0.1)])
  func logitsAreNearThoseOfSinglePrecision(precision: InferencePrecision, bound: Float) {
    let exact = Self.model(.fp32).logits(Self.batch, workspace: RobertaWorkspace())
    let found = Self.model(precision).logits(Self.batch, workspace: RobertaWorkspace())
    #expect(relativeDifference(found, exact) <= bound)
    #expect(precision == .fp32 || found != exact)
  }

  @Test(arguments: InferencePrecision.allCases) func nothingHiddenIsTheSame(precision: InferencePrecision) {
    let model = Self.model(precision)
    let workspace = RobertaWorkspace()
    let logits = model.logits(Self.batch, workspace: workspace)
    model.prepare(Self.batch, workspace: workspace)
    let prepared = model.logits(
      prepared: Self.batch, (0..<Self.batch.count).map { .init(sequence: $0) }, workspace: workspace)
    #expect(relativeDifference(prepared, logits) < 1e-5)
  }

  /// Nor by how many threads there are.
  @Test(.enabled(if: MatrixMultiply.rowsAreIndependent), arguments: InferencePrecision.allCases)
  func aSequenceIsNotChangedByItsNeighbours(precision: InferencePrecision) {
    let model = Self.model(precision)
    let whole = model.logits(Self.batch, workspace: RobertaWorkspace(), pool: ThreadPool(threads: 2))
    for (index, length) in [1, 7, 8, 9, 63, 64, 65, 128, 2, 130].enumerated() {
      let alone = model.logits(PackedBatch([Self.ids(length, Int32(index))]), workspace: RobertaWorkspace())
      #expect(alone == Array(whole[index * 7..<(index + 1) * 7]))
    }
  }

  @Test func anEmptyBatchHasNoLogits() {
    for precision in InferencePrecision.allCases {
      #expect(Self.model(precision).logits(PackedBatch(), workspace: RobertaWorkspace()).isEmpty)
    }
  }

  @Test func fewerBitsTakeLessMemory() {
    guard Set(InferencePrecision.faster) == [.bf16, .int8] else { return }
    let bytes = InferencePrecision.allCases.map { Self.model($0).packedBytes }
    #expect(bytes[1] < bytes[0] && bytes[2] < bytes[1])
  }
}
