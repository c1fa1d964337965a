internal import Tensors

/// The word embedding's rows under AdamW, of which a step touches those alone that have a gradient.
///
/// In PyTorch's dense step a row without a gradient moves too: its moments decay, the weight follows the first of them and
/// decays. A row misses such steps here and makes up for them, each in order, before it is read again, so that it then
/// has the bits that the dense steps would have given it.
final class EmbeddingRows {
  /// The floats of a row.
  private let columns: Int
  /// The first float of row 0 in the flat buffers.
  private let start: Int
  /// The steps since all rows were up to date.
  private var history = AdamWKernel.History()
  /// Of them, those that each row has had.
  private var taken: [Int]

  /// The buffers that rows lie in.
  struct Buffers {
    let parameters: FloatBuffer
    let firstMoment: FloatBuffer
    let secondMoment: FloatBuffer
  }

  init(range: Range<Int>, columns: Int) {
    self.columns = columns
    start = range.lowerBound
    taken = [Int](repeating: 0, count: range.count / columns)
  }

  /// Makes up for what these rows have missed; a row may be named more than once.
  func catchUp(_ rows: [Int32], _ buffers: Buffers, pool: ThreadPool) {
    var late: [(row: Int, first: Int)] = []
    for row in rows where taken[Int(row)] < history.count {
      late.append((Int(row), taken[Int(row)]))
      taken[Int(row)] = history.count
    }
    pool.forEachShare(of: late.count) { _, share in
      for (row, first) in late[share] { catchUp(row, from: first, buffers) }
    }
  }

  /// Makes up for what any row has missed.
  func catchUpAll(_ buffers: Buffers, pool: ThreadPool) {
    guard history.count > 0 else { return }
    let missed = taken
    pool.forEachShare(of: missed.count) { _, share in
      for row in share where missed[row] < history.count { catchUp(row, from: missed[row], buffers) }
    }
    history.removeAll()
    for row in taken.indices { taken[row] = 0 }
  }

  private func catchUp(_ row: Int, from first: Int, _ buffers: Buffers) {
    let offset = start + row * columns
    AdamWKernel.catchUp(
      parameters: buffers.parameters.pointer + offset, firstMoment: buffers.firstMoment.pointer + offset,
      secondMoment: buffers.secondMoment.pointer + offset, count: columns, history: history, from: first)
  }

  /// The step for the rows that have a gradient, which must be up to date; the others miss it.
  func update(
    _ rows: [Int32], _ buffers: Buffers, gradients: FloatBuffer, options: AdamWKernel.Options, pool: ThreadPool
  ) {
    history.append(options)
    for row in rows { taken[Int(row)] += 1 }
    pool.forEachShare(of: rows.count) { _, share in
      for row in rows[share] {
        let offset = start + Int(row) * columns
        AdamWKernel.update(
          parameters: buffers.parameters.pointer + offset, gradients: gradients.pointer + offset,
          firstMoment: buffers.firstMoment.pointer + offset, secondMoment: buffers.secondMoment.pointer + offset,
          count: columns, options: options)
      }
    }
  }
}
