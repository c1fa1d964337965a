private import Tensors

/// Learns the rows and layers of an `NGramClassifier`, a text after the other: single precision, one thread, and
/// the same bits for the same calls. A copy learns apart from it, at once in another thread if that has a scratch of its own.
package struct NGramLearner: Sendable {
  /// Memory for one text after the other; one thread has it at a time.
  package final class Scratch {
    fileprivate let workspace = NGramWorkspace()
    /// The gradient of the text's vector, (D), with room for `NGramClassifier.mostDimensions`.
    fileprivate let gradient = FloatBuffer(count: NGramClassifier.mostDimensions)

    /// An empty one.
    package init() {}
  }

  private let index: NGramIndex
  private var rows: LearningRows
  private var head: LearningHead
  /// What the logits of the model that is continued are multiplied by; learning does not know of it.
  private let scale: Float

  /// The features' keys, (M).
  package var keys: [UInt32] { index.keys }
  /// D
  package var dimensions: Int { rows.dimensions }
  /// K
  package var classCount: Int { head.classCount }

  /// Begins anew: rows uniform in ±1/D by the seed, weights and biases 0. Throws where the keys are not what a model's
  /// have to be, D is not from 1 to 1,024, or there are no classes.
  package init(keys: [UInt32], dimensions: Int, classCount: Int, seed: UInt64) throws(NGramError) {
    index = try NGramIndex(keys: keys)
    let dimensions = try NGramClassifier.checkDimensions(dimensions)
    guard classCount > 0 else { throw NGramError(field: .bias, problem: .empty) }
    rows = LearningRows(count: keys.count, dimensions: dimensions, seed: seed)
    head = LearningHead(classCount: classCount, dimensions: dimensions)
    scale = 1
  }

  /// Continues a model with other classes: class k of the new one is class `oldRows[k]` of the old one, or begins at 0
  /// where that is nil. Steps are as small as those of a model that has learnt for long, but for new classes. Throws
  /// where there are no classes, or an old one is not there.
  package init(continuing old: NGramClassifier, oldRows: [Int?]) throws(NGramError) {
    guard !oldRows.isEmpty else { throw NGramError(field: .oldRows, problem: .empty) }
    for (k, row) in oldRows.enumerated() {
      guard let row, !(0..<old.classCount).contains(row) else { continue }
      throw NGramError(field: .oldRows, problem: .outOfRange(row, index: k, range: 0...old.classCount - 1))
    }
    index = old.index
    scale = old.scale
    let balance = Self.balance(old)
    rows = LearningRows(continuing: old.rows.map { Float($0) * balance }, dimensions: old.dimensions)
    head = LearningHead(continuing: old, oldRows: oldRows, scale: balance)
  }

  /// What 8-bit rows are multiplied by, and the weight is divided by, so that both have the same mean square: the scale
  /// that they had was folded into the weight, and learning leaves the two about as large as each other.
  private static func balance(_ old: NGramClassifier) -> Float {
    let rows = old.rows.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(old.rows.count)
    let weight = old.classes.weight.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(old.classes.weight.count)
    let scale = Float((weight / rows).squareRoot().squareRoot())
    return scale.isNormal ? scale : 1 / 127
  }

  /// One step on a prepared text, in UTF-8: softmax cross entropy against the target, by AdaGrad. Returns the loss
  /// before the step.
  @discardableResult
  package mutating func learn(
    _ text: [UInt8], target: NGramTarget, learningRate: Float, scratch: Scratch
  ) -> Double {
    let (workspace, gradient) = (scratch.workspace, scratch.gradient)
    let count = text.withUnsafeBufferPointer { workspace.find($0, in: index) }
    let found = UnsafeBufferPointer(start: UnsafePointer(workspace.found), count: count)
    let scale = count > 0 ? 1 / Float(count).squareRoot() : 0
    rows.sum(found, scale: scale, into: workspace.hidden)
    let loss = head.learn(
      workspace.hidden, target: target, learningRate: learningRate, gradient: gradient.pointer)
    VectorMath.scale(gradient.pointer, by: scale, count: dimensions)
    rows.learn(found, gradient: gradient.pointer, learningRate: learningRate)
    return loss
  }

  /// Takes the mean with a learner that began as this one did, whose numbers weigh `share`, 0 to 1. Classes that the model
  /// before did not have stay as they are where not `newClassesToo`.
  package mutating func mix(with other: NGramLearner, share: Float, newClassesToo: Bool) {
    precondition(keys == other.keys && dimensions == other.dimensions && classCount == other.classCount)
    rows.mix(with: other.rows, share: share)
    head.mix(with: other.head, share: share, newClassesToo: newClassesToo)
  }

  /// The model as it ships: rows in 8-bit integers of one scale, their largest magnitude / 127, which is folded into
  /// the weight. Throws where learning went astray and a number is not finite.
  package func quantized() throws(NGramError) -> NGramClassifier {
    if let place = rows.values.firstIndex(where: { !$0.isFinite }) {
      throw NGramError(field: .rows, problem: .notFinite(index: place))
    }
    let largest = rows.values.reduce(0) { max($0, $1.magnitude) }
    // A scale that is too small for a number is none.
    let unit = largest / 127 > 0 ? largest / 127 : 1
    let layers = head.layers(weightFactor: unit)
    let quantized = rows.values.map { Int8(max(-127, min(127, ($0 / unit).rounded(.toNearestOrEven)))) }
    return try NGramClassifier(
      keys: keys, rows: NGramRows(quantized), classes: layers.classes, scale: scale, none: layers.none)
  }
}
