import Roberta
import Testing

@Suite struct HidingTests {
  private let configuration: RobertaConfiguration
  private let model: RobertaForSequenceClassification

  init() {
    configuration = RobertaConfiguration(
      vocabSize: 50, hiddenSize: 16, numHiddenLayers: 2, numAttentionHeads: 4, intermediateSize: 32,
      maxPositionEmbeddings: 600, id2label: ["a", "b", "c"])
    model = RobertaForSequenceClassification(
      configuration: configuration, parameters: RobertaParameters(configuration: configuration, seed: 7))
  }

  private typealias Selection = RobertaForSequenceClassification.TokenSelection

  private func ids(_ count: Int, _ first: Int32) -> [Int32] { (0..<count).map { (first + Int32($0 * 7)) % 50 } }

  private func expectClose(_ some: [Float], _ others: [Float]) {
    #expect(some.count == others.count)
    for (a, b) in zip(some, others) { #expect(abs(a - b) < 1e-5) }
  }

  /// Sequences enough for several groups.
  @Test func withNothingHiddenTheLogitsAreTheModels() {
    let batch = PackedBatch([ids(300, 1), ids(290, 2), ids(1, 3), ids(80, 4), ids(500, 5)])
    let workspace = RobertaWorkspace()
    let expected = model.logits(batch, workspace: workspace)
    model.prepare(batch, workspace: workspace)
    let all = (0..<batch.count).map { Selection(sequence: $0) }
    expectClose(model.logits(prepared: batch, all, workspace: workspace), expected)
    expectClose(
      model.logits(prepared: batch, all.reversed(), workspace: workspace).suffix(3), Array(expected.prefix(3)))
    #expect(model.logits(prepared: batch, [], workspace: workspace).isEmpty)
  }

  /// One layer mixes nothing below it: hiding a token then is leaving it out, its neighbours' positions aside.
  @Test func whatIsHiddenFromTheOnlyLayerIsNotThere() {
    let single = RobertaConfiguration(
      vocabSize: 50, hiddenSize: 16, numHiddenLayers: 1, numAttentionHeads: 4, intermediateSize: 32,
      maxPositionEmbeddings: 40, id2label: ["a", "b", "c"])
    let model = RobertaForSequenceClassification(
      configuration: single, parameters: RobertaParameters(configuration: single, seed: 7))
    let workspace = RobertaWorkspace()
    let sequence = ids(12, 3)
    let batch = PackedBatch([ids(5, 1), sequence])
    model.prepare(batch, workspace: workspace)
    let hidden = model.logits(
      prepared: batch, [.init(sequence: 1, hidden: Array(8..<12)), .init(sequence: 1, hidden: [4])],
      workspace: workspace)
    let cut = model.logits(PackedBatch([Array(sequence.prefix(8)), sequence]), workspace: RobertaWorkspace())
    expectClose(Array(hidden.prefix(3)), Array(cut.prefix(3)))
    #expect(Array(hidden.suffix(3)) != Array(cut.suffix(3)))
  }

  @Test func theFirstTokenStaysAndWhatIsNotThereHidesNothing() {
    let batch = PackedBatch([ids(9, 1)])
    let workspace = RobertaWorkspace()
    model.prepare(batch, workspace: workspace)
    let logits = model.logits(
      prepared: batch, [.init(sequence: 0), .init(sequence: 0, hidden: [0, 9, 100])], workspace: workspace)
    expectClose(Array(logits.suffix(3)), Array(logits.prefix(3)))
  }
}
