/// The sum of word, position and token type embeddings, and its gradient by rows.
package enum Embedding {
  /// The tables, each of rows of `columns`: as values, or as gradients to add to.
  package struct Tables {
    package let word: UnsafeMutablePointer<Float>
    package let position: UnsafeMutablePointer<Float>
    package let tokenType: UnsafeMutablePointer<Float>

    /// Pointers to row 0 of each.
    package init(
      word: UnsafeMutablePointer<Float>, position: UnsafeMutablePointer<Float>, tokenType: UnsafeMutablePointer<Float>
    ) {
      self.word = word
      self.position = position
      self.tokenType = tokenType
    }
  }

  /// y (tokens, columns): word[ids[i]] + position[positions[i]] + tokenType[0]. The words' rows are read from `words`
  /// where it is given.
  package static func forward(
    ids: UnsafePointer<Int32>, positions: UnsafePointer<Int32>, tables: Tables, into y: UnsafeMutablePointer<Float>,
    tokens: Int, columns: Int, words: HalfRows? = nil, kernels: KernelTable = .best
  ) {
    for i in 0..<tokens {
      let row = y + i * columns
      if let words {
        words.read(Int(ids[i]), into: row)
      } else {
        row.update(from: tables.word + Int(ids[i]) * columns, count: columns)
      }
      VectorMath.add(tables.position + Int(positions[i]) * columns, to: row, count: columns, kernels: kernels)
      VectorMath.add(tables.tokenType, to: row, count: columns, kernels: kernels)
    }
  }

  /// Adds dy (tokens, columns) to the rows of `gradients` it came from, for the columns of `range` alone, so that
  /// threads can share the columns; rows of the padding id get none, as in PyTorch.
  package static func backward(
    _ dy: UnsafePointer<Float>, ids: UnsafePointer<Int32>, positions: UnsafePointer<Int32>, gradients: Tables,
    tokens: Int, columns: Int, range: Range<Int>, padding: Int32, kernels: KernelTable = .best
  ) {
    let (start, count) = (range.lowerBound, range.count)
    for i in 0..<tokens {
      let row = dy + i * columns + start
      if ids[i] != padding {
        VectorMath.add(row, to: gradients.word + Int(ids[i]) * columns + start, count: count, kernels: kernels)
      }
      if positions[i] != padding {
        let position = gradients.position + Int(positions[i]) * columns + start
        VectorMath.add(row, to: position, count: count, kernels: kernels)
      }
    }
    VectorMath.addColumnSums(
      of: dy + start, to: gradients.tokenType + start, rows: tokens, columns: count, stride: columns,
      kernels: kernels)
  }
}
