private import Tensors

/// A factorized linear classifier on the hashed n-grams of a text (Joulin et al. 2016, "Bag of Tricks for Efficient
/// Text Classification"): M features, D dimensions, K classes. Immutable; any number of threads may ask it.
///
/// logits = weight · (sum of the rows of the features that the text has) / √(how many they are) + bias
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
  package var classCount: Int { bias.count }

  /// The features' keys, (M), ascending, no two alike, below `keyCount`.
  package var keys: [UInt32] { index.keys }
  /// The features' rows, (M, D), copied. Their scale is in `weight`.
  package var rows: [Int8] { table.withUnsafeBufferPointer { Array($0) } }
  /// (K, D)
  package let weight: [Float]
  /// (K)
  package let bias: [Float]

  let index: NGramIndex
  private let table: NGramRows

  /// Checks everything and builds the index of the keys; throws where the shapes do not go together, a key is not above
  /// the one before it or not below `keyCount`, or a number is not finite.
  package init(keys: [UInt32], rows: [Int8], weight: [Float], bias: [Float]) throws(NGramError) {
    try self.init(keys: keys, rows: NGramRows(rows), weight: weight, bias: bias)
  }

  /// The same of rows wherever they lie.
  package init(keys: [UInt32], rows: NGramRows, weight: [Float], bias: [Float]) throws(NGramError) {
    index = try NGramIndex(keys: keys)
    dimensions = try Self.dimensions(weight: weight.count, classes: bias.count)
    guard rows.count == keys.count * dimensions else {
      throw NGramError(field: .rows, problem: .count(rows.count, expected: keys.count * dimensions))
    }
    try Self.checkFinite(weight, .weight)
    try Self.checkFinite(bias, .bias)
    table = rows
    self.weight = weight
    self.bias = bias
  }

  private static func dimensions(weight: Int, classes: Int) throws(NGramError) -> Int {
    guard classes > 0 else { throw NGramError(field: .bias, problem: .empty) }
    guard weight > 0 else { throw NGramError(field: .weight, problem: .empty) }
    guard weight % classes == 0 else {
      throw NGramError(field: .weight, problem: .noMultiple(count: weight, of: classes))
    }
    return try checkDimensions(weight / classes)
  }

  static func checkDimensions(_ dimensions: Int) throws(NGramError) -> Int {
    guard (1...mostDimensions).contains(dimensions) else {
      throw NGramError(field: .dimensions, problem: .outOfRange(dimensions, index: nil, range: 1...mostDimensions))
    }
    return dimensions
  }

  private static func checkFinite(_ numbers: [Float], _ field: NGramError.Field) throws(NGramError) {
    if let index = numbers.firstIndex(where: { !$0.isFinite }) {
      throw NGramError(field: field, problem: .notFinite(index: index))
    }
  }

  /// Adds the logits (K) of a prepared text, in UTF-8, to `logits`. A text without features has the bias.
  package func addLogits(
    of text: UnsafeBufferPointer<UInt8>, to logits: UnsafeMutableBufferPointer<Float>, workspace: NGramWorkspace
  ) {
    precondition(logits.count == classCount, "NGramClassifier: \(logits.count) logits of \(classCount) classes")
    let count = workspace.find(text, in: index)
    sumFound(count, workspace)
    addLogits(featureCount: count, workspace, to: logits)
  }

  /// Adds the logits (K) of a text of so many features, the sum of whose rows is in the workspace.
  func addLogits(
    featureCount: Int, _ workspace: NGramWorkspace, to logits: UnsafeMutableBufferPointer<Float>
  ) {
    let scale = featureCount > 0 ? 1 / Float(featureCount).squareRoot() : 0
    for d in 0..<dimensions { workspace.hidden[d] = Float(workspace.sums[d]) * scale }
    weight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { return }
      for k in 0..<classCount {
        logits[k] += bias[k] + FloatRows.dot(weight + k * dimensions, workspace.hidden, count: dimensions)
      }
    }
  }

  /// The logits (K) of a prepared text, in UTF-8.
  package func logits(of text: [UInt8]) -> [Float] {
    var logits = [Float](repeating: 0, count: classCount)
    logits.withUnsafeMutableBufferPointer { logits in
      text.withUnsafeBufferPointer { addLogits(of: $0, to: logits, workspace: NGramWorkspace()) }
    }
    return logits
  }

  /// Sums the rows up that the workspace has found.
  func sumFound(_ count: Int, _ workspace: NGramWorkspace) {
    table.withUnsafeBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      RowSums.sum(rows, rows: workspace.found, count: count, dimensions: dimensions, into: workspace.sums)
    }
  }
}
