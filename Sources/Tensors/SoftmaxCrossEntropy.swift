#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Softmax and cross entropy against soft targets, (rows, classes), in double precision inside.
package enum SoftmaxCrossEntropy {
  /// The sum over rows of weight[r] * -sum(targets * log softmax(logits)); fills `probabilities`.
  package static func forward(
    logits: UnsafePointer<Float>, targets: UnsafePointer<Float>, rowWeights: UnsafePointer<Float>? = nil,
    probabilities: UnsafeMutablePointer<Float>, rows: Int, classes: Int
  ) -> Double {
    var loss = 0.0
    for row in 0..<rows {
      let x = logits + row * classes
      let t = targets + row * classes
      let logTotal = logSumExp(x, classes)
      var rowLoss = 0.0
      for k in 0..<classes {
        let logProbability = Double(x[k]) - logTotal
        probabilities[row * classes + k] = Float(exp(logProbability))
        if t[k] != 0 { rowLoss -= Double(t[k]) * logProbability }
      }
      loss += rowLoss * Double(rowWeights?[row] ?? 1)
    }
    return loss
  }

  /// dlogits = scale * weight[r] * (probabilities * sum(targets) - targets); `dlogits` may be `probabilities`.
  package static func backward(
    probabilities: UnsafePointer<Float>, targets: UnsafePointer<Float>, rowWeights: UnsafePointer<Float>? = nil,
    scale: Float, into dlogits: UnsafeMutablePointer<Float>, rows: Int, classes: Int
  ) {
    for row in 0..<rows {
      let factor = scale * (rowWeights?[row] ?? 1)
      let t = targets + row * classes
      var mass: Float = 0
      for k in 0..<classes { mass += t[k] }
      for k in 0..<classes {
        let i = row * classes + k
        dlogits[i] = factor * (probabilities[i] * mass - t[k])
      }
    }
  }

  private static func logSumExp(_ x: UnsafePointer<Float>, _ count: Int) -> Double {
    var largest = -Double.infinity
    for k in 0..<count { largest = max(largest, Double(x[k])) }
    var total = 0.0
    for k in 0..<count { total += exp(Double(x[k]) - largest) }
    return largest + log(total)
  }
}
