/// Constants and containers.
extension PickleMachine {
  /// The constant that `opcode` pushes; nil where it is another kind of instruction.
  mutating func constant(_ opcode: PickleOpcode) throws(Problem) -> PickleValue? {
    switch opcode {
    case .none: .null
    case .newTrue: .bool(true)
    case .newFalse: .bool(false)
    case .binInt: .integer(Int(try reader.number(Int32.self)))
    case .binInt1: .integer(Int(try reader.number(UInt8.self)))
    case .binInt2: .integer(Int(try reader.number(UInt16.self)))
    case .long1: try longInteger()
    case .binFloat: .float(Double(bitPattern: try reader.number(UInt64.self).byteSwapped))
    case .shortBinUnicode: try string(Int(try reader.number(UInt8.self)))
    case .binUnicode: try string(Int(try reader.number(UInt32.self)))
    case .binUnicode8: try string(try reader.size())
    case .emptyTuple: heap.tuple([])
    case .emptyList: heap.list()
    case .emptyDict: heap.dictionary()
    default: nil
    }
  }

  private mutating func string(_ count: Int) throws(Problem) -> PickleValue {
    guard let text = String(validating: try reader.take(count), as: UTF8.self) else {
      throw malformed("a string is not UTF-8")
    }
    return .string(text)
  }

  /// Two's complement of any length; one that fits is an integer.
  private mutating func longInteger() throws(Problem) -> PickleValue {
    let bytes = Array(try reader.take(Int(try reader.number(UInt8.self))))
    guard bytes.count <= 8 else { return .largeInteger(bytes) }
    let isNegative = (bytes.last ?? 0) & 0x80 != 0
    let value = bytes.reversed().reduce(isNegative ? Int64(-1) : 0) { $0 << 8 | Int64($1) }
    return .integer(Int(value))
  }

  /// Whether `opcode` is about containers.
  mutating func container(_ opcode: PickleOpcode) throws(Problem) -> Bool {
    switch opcode {
    case .mark: try mark()
    case .tuple: try push(heap.tuple(try popToMark()))
    case .tuple1: try push(heap.tuple(try pop(1)))
    case .tuple2: try push(heap.tuple(try pop(2)))
    case .tuple3: try push(heap.tuple(try pop(3)))
    case .append: try append(try pop(1))
    case .appends: try append(try popToMark())
    case .setItem: try set(try pop(2))
    case .setItems: try set(try popToMark())
    default: return false
    }
    return true
  }

  private mutating func append(_ values: [PickleValue]) throws(Problem) {
    guard case .list(let index) = try top() else { throw malformed("it appends to \(try top().kind)") }
    heap.lists[index] += values
  }

  private mutating func set(_ items: [PickleValue]) throws(Problem) {
    guard case .dictionary(let index) = try top() else { throw malformed("it sets items of \(try top().kind)") }
    guard items.count % 2 == 0 else { throw malformed("it sets a key without a value") }
    for item in stride(from: 0, to: items.count, by: 2) {
      heap.dictionaries[index].append((items[item], items[item + 1]))
    }
  }
}
