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
        shares[head * length + token] = FloatRows.dot(key(head), rows + token * hidden, count: hidden)
      }
    }
    Softmax.forward(shares, rows: heads, columns: length, stride: length, scale: 1)
    pooled.update(repeating: 0, count: hidden)
    for head in 0..<heads {
      let columns = head * headSize
      for token in 0..<length {
        FloatRows.add(
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
        scratch[head * length + token] = FloatRows.dot(
          gradient + columns, rows + token * hidden + columns, count: headSize)
      }
    }
    Softmax.backward(scratch, probabilities: shares, rows: heads, columns: length, stride: length, scale: 1)
    for token in 0..<length {
      let row = rows + token * hidden
      for head in 0..<heads {
        FloatRows.add(row, times: scratch[head * length + token], to: keyGradients + head * hidden, count: hidden)
      }
      row.update(repeating: 0, count: hidden)
      for head in 0..<heads {
        let columns = head * headSize
        FloatRows.add(gradient + columns, times: shares[head * length + token], to: row + columns, count: headSize)
        FloatRows.add(key(head), times: scratch[head * length + token], to: row, count: hidden)
      }
    }
  }
}
