/// A value on the pickle machine's stack.
///
/// Containers are numbers of places in a `PickleHeap`: a pickle may put a list into itself or nest a million tuples,
/// and nothing here ever has to follow that.
enum PickleValue {
  case null
  case bool(Bool)
  case integer(Int)
  /// Too large for `Int`: two's complement, little-endian.
  case largeInteger([UInt8])
  case float(Double)
  case string(String)
  case tuple(Int)
  case list(Int)
  case dictionary(Int)
  case global(PickleGlobal)
  case storage(Int)
  case tensor(Int)

  /// What it is, for errors.
  var kind: String {
    switch self {
    case .null: "None"
    case .bool: "a boolean"
    case .integer, .largeInteger: "an integer"
    case .float: "a float"
    case .string: "a string"
    case .tuple: "a tuple"
    case .list: "a list"
    case .dictionary: "a dictionary"
    case .global: "a function or class"
    case .storage: "a storage"
    case .tensor: "a tensor"
    }
  }

  var integerValue: Int? { if case .integer(let value) = self { value } else { nil } }
  var stringValue: String? { if case .string(let value) = self { value } else { nil } }
}

/// What the containers of a pickle hold.
struct PickleHeap {
  var tuples: [[PickleValue]] = []
  /// Those tuples that were taken as sizes or strides, once each, however many tensors share them.
  var integers: [Int: [Int]] = [:]
  var lists: [[PickleValue]] = []
  /// In the order in which they were set.
  var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []
  var storages: [PickledStorage] = []
  var tensors: [PickledTensor] = []

  mutating func tuple(_ elements: [PickleValue]) -> PickleValue {
    tuples.append(elements)
    return .tuple(tuples.count - 1)
  }

  mutating func list() -> PickleValue {
    lists.append([])
    return .list(lists.count - 1)
  }

  mutating func dictionary() -> PickleValue {
    dictionaries.append([])
    return .dictionary(dictionaries.count - 1)
  }

  mutating func storage(_ storage: PickledStorage) -> PickleValue {
    storages.append(storage)
    return .storage(storages.count - 1)
  }

  mutating func tensor(_ tensor: PickledTensor) -> PickleValue {
    tensors.append(tensor)
    return .tensor(tensors.count - 1)
  }

  /// A tuple's elements; nil for another kind of value.
  func elements(_ value: PickleValue) -> [PickleValue]? {
    guard case .tuple(let index) = value else { return nil }
    return tuples[index]
  }
}

/// What a pickle says about a storage: `('storage', class, key, location, size)`.
struct PickledStorage {
  let key: String
  /// The elements' type; nil where the storage is one of bytes.
  let dtype: PyTorchDType?
  /// Its size in elements.
  let count: Int
  /// The element at which a view into it begins, and the view's size (the format before 1.0).
  let view: Range<Int>?

  /// Bytes of one element.
  var elementBytes: Int { dtype?.byteCount ?? 1 }
}

/// What a pickle says about a tensor; nothing of it is checked yet. Sizes, strides and offset are in elements.
struct PickledTensor {
  let storage: PickledStorage
  let dtype: PyTorchDType
  let offset: Int
  let sizes: [Int]
  let strides: [Int]
}
