/// Sums of rows of 8-bit integers, exact.
enum RowSums {
  /// The columns that are summed at once: two registers of 16-bit integers.
  private static let width = 16
  /// As many 8-bit integers as have a sum of 16 bits.
  private static let rowsAtOnce = 256

  /// sums (D) = the sum of the rows of `table` (M, D) that `rows` names.
  static func sum(
    _ table: UnsafePointer<Int8>, rows: UnsafePointer<UInt32>, count: Int, dimensions: Int,
    into sums: UnsafeMutablePointer<Int32>
  ) {
    sums.update(repeating: 0, count: dimensions)
    for start in stride(from: 0, to: count, by: rowsAtOnce) {
      let some = UnsafeBufferPointer(start: rows + start, count: min(rowsAtOnce, count - start))
      var column = 0
      while column + width <= dimensions {
        addColumns(table + column, rows: some, dimensions: dimensions, to: sums + column)
        column += width
      }
      for column in column..<dimensions {
        for row in some { sums[column] &+= Int32(table[Int(row) &* dimensions &+ column]) }
      }
    }
  }

  @inline(__always)
  private static func addColumns(
    _ table: UnsafePointer<Int8>, rows: UnsafeBufferPointer<UInt32>, dimensions: Int,
    to sums: UnsafeMutablePointer<Int32>
  ) {
    var total = SIMD16<Int16>.zero
    for row in rows {
      let part = UnsafeRawPointer(table + Int(row) &* dimensions).loadUnaligned(as: SIMD16<Int8>.self)
      total &+= SIMD16<Int16>(truncatingIfNeeded: part)
    }
    for column in 0..<width { sums[column] &+= Int32(total[column]) }
  }
}
