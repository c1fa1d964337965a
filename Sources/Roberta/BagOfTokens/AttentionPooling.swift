internal import Tensors

/// Makes one row of a text's token rows x, (N, C), by attention whose query is the same for every text: head h makes its
/// columns of it the mean of theirs, each token weighted by softmax over the tokens of key_h . x.
///
/// A plain mean gives each of a hundred tokens a hundredth, also the one that tells the language.
struct AttentionPooling {
  let hidden: Int
  let heads: Int
  /// key_h, (C), is row h * headSize of a key weight (C, C).
  let keyWeight: Floats

  var headSize: Int { hidden / heads }

  private func key(_ head: Int) -> Floats { keyWeight + head * headSize * hidden }

  /// The pooled row, (C), and each token's share, (H, N).
  func forward(_ rows: Floats, _ length: Int, shares: Floats, into pooled: Floats) {
    for head in 0..<heads {
      for token in 0..<length {
        shares[head * length + token] = Self.dot(key(head), rows + token * hidden, count: hidden)
      }
    }
    Softmax.forward(shares, rows: heads, columns: length, stride: length, scale: 1)
    pooled.update(repeating: 0, count: hidden)
    for head in 0..<heads {
      let columns = head * headSize
      for token in 0..<length {
        Self.add(
          rows + token * hidden + columns, times: shares[head * length + token], to: pooled + columns, count: headSize)
      }
    }
  }

  /// From the pooled row's gradient, (C), to the tokens', which take the place of `rows`, and, added, the keys', (H, C);
  /// `scratch`, (H, N), takes the scores' gradients.
  func backward(
    _ gradient: Floats, _ rows: Floats, _ length: Int, shares: Floats, keyGradients: Floats, scratch: Floats
  ) {
    for head in 0..<heads {
      let columns = head * headSize
      for token in 0..<length {
        scratch[head * length + token] = Self.dot(gradient + columns, rows + token * hidden + columns, count: headSize)
      }
    }
    Softmax.backward(scratch, probabilities: shares, rows: heads, columns: length, stride: length, scale: 1)
    for token in 0..<length {
      let row = rows + token * hidden
      for head in 0..<heads {
        Self.add(row, times: scratch[head * length + token], to: keyGradients + head * hidden, count: hidden)
      }
      row.update(repeating: 0, count: hidden)
      for head in 0..<heads {
        let columns = head * headSize
        Self.add(gradient + columns, times: shares[head * length + token], to: row + columns, count: headSize)
        Self.add(key(head), times: scratch[head * length + token], to: row, count: hidden)
      }
    }
  }

  private static let lanes = 8

  private static func dot(_ x: Floats, _ y: Floats, count: Int) -> Float {
    var sums = SIMD8<Float>()
    let whole = count - count % lanes
    for index in stride(from: 0, to: whole, by: lanes) { sums += load(x + index) * load(y + index) }
    var sum = sums.sum()
    for index in whole..<count { sum += x[index] * y[index] }
    return sum
  }

  /// y += factor x
  private static func add(_ x: Floats, times factor: Float, to y: Floats, count: Int) {
    let whole = count - count % lanes
    for index in stride(from: 0, to: whole, by: lanes) {
      let sum = load(y + index) + factor * load(x + index)
      UnsafeMutableRawPointer(y + index).storeBytes(of: sum, as: SIMD8<Float>.self)
    }
    for index in whole..<count { y[index] += factor * x[index] }
  }

  private static func load(_ x: Floats) -> SIMD8<Float> {
    UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)
  }
}
