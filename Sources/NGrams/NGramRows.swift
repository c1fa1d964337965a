/// The rows of a model's features, 8-bit integers, (M, D): an array's, or where a file is mapped.
package struct NGramRows: @unchecked Sendable {  // unchecked: the pointer is only ever read from
  private let storage: Storage

  private enum Storage {
    case array([Int8])
    case bytes(UnsafeBufferPointer<Int8>, owner: any AnyObject & Sendable)
  }

  /// Rows of their own.
  package init(_ rows: [Int8]) { storage = .array(rows) }

  /// Rows that are read where they lie, for as long as `owner` lives, which this keeps.
  package init(_ bytes: UnsafeRawBufferPointer, of owner: any AnyObject & Sendable) {
    storage = .bytes(bytes.bindMemory(to: Int8.self), owner: owner)
  }

  /// M * D
  var count: Int {
    switch storage {
    case .array(let rows): rows.count
    case .bytes(let rows, _): rows.count
    }
  }

  /// Calls `body` with the rows, which are there until it returns.
  @inline(__always)
  func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Int8>) -> Result) -> Result {
    switch storage {
    case .array(let rows): rows.withUnsafeBufferPointer(body)
    case .bytes(let rows, let owner): withExtendedLifetime(owner) { body(rows) }
    }
  }
}
