private import Tensors

/// A factorized linear classifier on the hashed n-grams of a text (Joulin et al. 2016, "Bag of Tricks for Efficient
/// Text Classification"): M features, D dimensions, K classes. Immutable; any number of threads may ask it.
///
/// logits = scale (weight · (sum of the rows of the features that the text has) / √(how many they are) + bias)
///
/// "None of these" is one class more, which has no logit: its share of the softmax without the scale says how probable it is
/// that the text is in none of the others.
package struct NGramClassifier: Sendable {
  /// How many keys there are; each is below it.
  package static let keyCount = NGramHash.keyCount
  /// The largest D.
  package static let mostDimensions = 1024

  /// M
  package var featureCount: Int { index.keys.count }
  /// D
  package let dimensions: Int
  /// K
  package var classCount: Int { classes.count }

  /// The features' keys, (M), ascending, no two alike, below `keyCount`.
  package var keys: [UInt32] { index.keys }
  /// The features' rows, (M, D), copied. Their scale is in `weight`.
  package var rows: [Int8] { table.withUnsafeBufferPointer { Array($0) } }
  /// What gives the logits, K.
  package let classes: NGramHead
  /// What they are multiplied by.
  package let scale: Float
  /// What gives the logit of "none of these", 1; nil where nobody taught it.
  package let none: NGramHead?

  let index: NGramIndex
  private let table: NGramRows

  /// Checks everything and builds the index of the keys; throws where the shapes do not go together, a key is not above
  /// the one before it or not below `keyCount`, or a number is not finite.
  package init(
    keys: [UInt32], rows: NGramRows, classes: NGramHead, scale: Float = 1, none: NGramHead? = nil
  ) throws(NGramError) {
    index = try NGramIndex(keys: keys)
    dimensions = try Self.dimensions(classes)
    guard rows.count == keys.count * dimensions else {
      throw NGramError(field: .rows, problem: .count(rows.count, expected: keys.count * dimensions))
    }
    try classes.checkFinite(.weight, .bias)
    guard scale.isFinite else { throw NGramError(field: .scale, problem: .notFinite(index: 0)) }
    if let none { try Self.check(none, dimensions: dimensions) }
    table = rows
    self.classes = classes
    self.scale = scale
    self.none = none
  }

  private init(_ old: NGramClassifier, classes: NGramHead, scale: Float) {
    (index, table, dimensions, none) = (old.index, old.table, old.dimensions, old.none)
    (self.classes, self.scale) = (classes, scale)
  }

  /// The classifier whose logits are `factor` times as large; throws where that is no finite number.
  package func scaled(by factor: Float) throws(NGramError) -> NGramClassifier {
    let scale = scale * factor
    guard scale.isFinite else { throw NGramError(field: .scale, problem: .notFinite(index: 0)) }
    return NGramClassifier(self, classes: classes, scale: scale)
  }

  /// The classifier whose logits are greater by `amounts`, (K), whatever the text is, which leaves less of the softmax to "none of
  /// these"; throws where that is no finite number, as with a scale of 0.
  package func raised(by amounts: [Float]) throws(NGramError) -> NGramClassifier {
    guard amounts.count == classCount else {
      throw NGramError(field: .bias, problem: .count(amounts.count, expected: classCount))
    }
    var raised = classes
    for k in amounts.indices where amounts[k] != 0 { raised.bias[k] += amounts[k] / scale }
    try raised.checkFinite(.weight, .bias)
    return NGramClassifier(self, classes: raised, scale: scale)
  }

  private static func dimensions(_ head: NGramHead) throws(NGramError) -> Int {
    let (weight, classes) = (head.weight.count, head.bias.count)
    guard classes > 0 else { throw NGramError(field: .bias, problem: .empty) }
    guard weight > 0 else { throw NGramError(field: .weight, problem: .empty) }
    guard weight % classes == 0 else {
      throw NGramError(field: .weight, problem: .noMultiple(count: weight, of: classes))
    }
    return try checkDimensions(weight / classes)
  }

  private static func check(_ none: NGramHead, dimensions: Int) throws(NGramError) {
    guard none.weight.count == dimensions else {
      throw NGramError(field: .noneWeight, problem: .count(none.weight.count, expected: dimensions))
    }
    guard none.bias.count == 1 else {
      throw NGramError(field: .noneBias, problem: .count(none.bias.count, expected: 1))
    }
    try none.checkFinite(.noneWeight, .noneBias)
  }

  static func checkDimensions(_ dimensions: Int) throws(NGramError) -> Int {
    guard (1...mostDimensions).contains(dimensions) else {
      throw NGramError(field: .dimensions, problem: .outOfRange(dimensions, index: nil, range: 1...mostDimensions))
    }
    return dimensions
  }

  /// Adds the logits (K) of a prepared text, in UTF-8, to `logits`; the probability that it is in none of the classes. A text
  /// without features has the biases.
  package func addLogits(
    of text: UnsafeBufferPointer<UInt8>, to logits: UnsafeMutableBufferPointer<Float>, workspace: NGramWorkspace
  ) -> Double? {
    precondition(logits.count == classCount, "NGramClassifier: \(logits.count) logits of \(classCount) classes")
    let count = workspace.find(text, in: index)
    sumFound(count, workspace)
    return addLogits(featureCount: count, workspace, to: logits)
  }

  /// The same of a text of so many features, the sum of whose rows is in the workspace.
  func addLogits(
    featureCount: Int, _ workspace: NGramWorkspace, to logits: UnsafeMutableBufferPointer<Float>
  ) -> Double? {
    let hidden = workspace.hidden
    let length = featureCount > 0 ? 1 / Float(featureCount).squareRoot() : 0
    for d in 0..<dimensions { hidden[d] = Float(workspace.sums[d]) * length }
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: classCount + 1) { outputs in
      for k in 0..<classCount {
        outputs.initializeElement(at: k, to: classes.output(k, hidden, dimensions: dimensions))
        logits[k] += scale * outputs[k]
      }
      guard let none, let row = outputs.baseAddress else { return nil }
      outputs.initializeElement(at: classCount, to: none.output(0, hidden, dimensions: dimensions))
      Softmax.forward(row, rows: 1, columns: classCount + 1, stride: classCount + 1, scale: 1)
      return NGramTarget.unknown(noneShare: Double(outputs[classCount]))
    }
  }

  /// What is said of a prepared text, in UTF-8.
  package func answer(to text: [UInt8], workspace: NGramWorkspace = NGramWorkspace()) -> NGramAnswer {
    var answer = NGramAnswer(classCount: classCount)
    text.withUnsafeBufferPointer { text in
      answer.fill { addLogits(of: text, to: $0, workspace: workspace) }
    }
    return answer
  }

  /// Sums the rows up that the workspace has found.
  func sumFound(_ count: Int, _ workspace: NGramWorkspace) {
    table.withUnsafeBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      RowSums.sum(rows, rows: workspace.found, count: count, dimensions: dimensions, into: workspace.sums)
    }
  }
}
