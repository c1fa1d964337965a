/// What stands for objects of PyTorch.
extension PickleMachine {
  /// The remaining instructions.
  mutating func object(_ opcode: PickleOpcode) throws(Problem) {
    switch opcode {
    case .proto: try checkProtocol()
    case .frame: try checkFrame()
    case .global: try push(.global(try PickleGlobal(module: try reader.line(), name: try reader.line())))
    case .stackGlobal: try stackGlobal()
    case .reduce: try reduce()
    case .build: try build()
    case .binPersistentID: try push(heap.storage(try storage(try pop())))
    default: throw .unsupportedOpcode("\(opcode)", offset: position)
    }
  }

  private mutating func checkProtocol() throws(Problem) {
    let version = Int(try reader.number(UInt8.self))
    guard version <= Self.newestProtocol else { throw malformed("protocol \(version) is not known") }
  }

  /// Frames are hints for reading ahead; the size must only be possible.
  private mutating func checkFrame() throws(Problem) {
    let size = try reader.size()
    guard size <= reader.bytes.count - reader.offset else { throw .truncated(offset: position) }
  }

  private mutating func stackGlobal() throws(Problem) {
    let names = try pop(2)
    guard let module = names[0].stringValue, let name = names[1].stringValue else {
      throw malformed("the name of a global is \(names[0].kind) and \(names[1].kind)")
    }
    try push(.global(try PickleGlobal(module: module, name: name)))
  }

  /// Attributes: only dictionaries have any (`_metadata`), and they say nothing about the numbers.
  private mutating func build() throws(Problem) {
    _ = try pop()
    guard case .dictionary = try top() else { throw malformed("it sets attributes of \(try top().kind)") }
  }

  private mutating func reduce() throws(Problem) {
    let argument = try pop()
    let callable = try pop()
    guard case .global(let global) = callable else { throw malformed("it calls \(callable.kind)") }
    guard let arguments = heap.elements(argument) else { throw malformed("it calls with \(argument.kind)") }
    try push(try result(of: global, arguments))
  }

  private mutating func result(
    of global: PickleGlobal, _ arguments: [PickleValue]
  ) throws(Problem) -> PickleValue {
    switch global {
    case .orderedDict where arguments.isEmpty: return heap.dictionary()
    case .size where arguments.count == 1 && heap.elements(arguments[0]) != nil: return arguments[0]
    case .rebuildParameter where arguments.count == 3:
      guard case .tensor = arguments[0] else { throw malformed("a parameter is \(arguments[0].kind)") }
      return arguments[0]
    case .rebuildTensorV2 where (6...7).contains(arguments.count):
      return heap.tensor(try tensor(arguments, dtype: nil))
    case .rebuildTensorV3 where (7...8).contains(arguments.count):
      guard case .global(.dtype(let dtype)) = arguments[6] else { throw malformed("a dtype is \(arguments[6].kind)") }
      return heap.tensor(try tensor(arguments, dtype: dtype))
    default: throw malformed("it calls \(global) with \(arguments.count) arguments")
    }
  }

  /// `(storage, storage_offset, size, stride, requires_grad, backward_hooks …)`
  private mutating func tensor(_ arguments: [PickleValue], dtype: PyTorchDType?) throws(Problem) -> PickledTensor {
    guard case .storage(let index) = arguments[0] else { throw malformed("a storage is \(arguments[0].kind)") }
    let storage = heap.storages[index]
    guard let dtype = dtype ?? storage.dtype else { throw malformed("a tensor of bytes has no dtype") }
    guard let offset = arguments[1].integerValue else { throw malformed("an offset is \(arguments[1].kind)") }
    return PickledTensor(
      storage: storage, dtype: dtype, offset: offset, sizes: try integers(arguments[2]),
      strides: try integers(arguments[3]))
  }

  /// A tuple of integers, of no more dimensions than PyTorch has.
  private mutating func integers(_ value: PickleValue) throws(Problem) -> [Int] {
    guard case .tuple(let index) = value, heap.tuples[index].count <= 64 else {
      throw malformed("a size or stride is \(value.kind) of no tensor")
    }
    if let known = heap.integers[index] { return known }
    var integers: [Int] = []
    for element in heap.tuples[index] {
      guard let integer = element.integerValue else { throw malformed("a size or stride is \(element.kind)") }
      integers.append(integer)
    }
    heap.integers[index] = integers
    return integers
  }
}

/// Persistent ids, which stand for storages.
extension PickleMachine {
  /// `('storage', class, key, location, size)`, in the older format with a view behind it.
  private func storage(_ value: PickleValue) throws(Problem) -> PickledStorage {
    guard let parts = heap.elements(value), (5...6).contains(parts.count), parts[0].stringValue == "storage" else {
      throw malformed("a persistent id is no storage")
    }
    guard case .global(.storage(let dtype)) = parts[1], let key = parts[2].stringValue,
      let count = parts[4].integerValue, count >= 0
    else { throw malformed("a storage's class, key or size is not one") }
    let view = parts.count == 6 ? try view(parts[5]) : nil
    return PickledStorage(key: key, dtype: dtype, count: count, view: view)
  }

  /// `None`, or `(key, offset, size)`.
  private func view(_ value: PickleValue) throws(Problem) -> Range<Int>? {
    if case .null = value { return nil }
    guard let parts = heap.elements(value), parts.count == 3, let offset = parts[1].integerValue,
      let size = parts[2].integerValue, offset >= 0, size >= 0
    else { throw malformed("a view of a storage is not one") }
    let (end, overflow) = offset.addingReportingOverflow(size)
    guard !overflow else { throw malformed("a view of a storage is not one") }
    return offset..<end
  }
}
