/// Reads one pickle into values. It knows what `torch.save` writes for a dictionary of tensors and executes nothing:
/// calls are known by the name of what is called, and make a value of this program's own.
///
/// Memory is bounded: every instruction makes at most one value, none copies a container, and there is a limit to the
/// values made.
struct PickleMachine {
  typealias Problem = PyTorchFileError.Problem

  /// A state dictionary of 10,000 tensors makes some 300,000.
  static let maximumValues = 1 << 21
  /// The newest protocol that there is.
  static let newestProtocol = 5

  /// What the containers hold.
  var heap = PickleHeap()
  /// Where the pickle is read; behind it when `load` is done.
  var reader: ByteReader

  private var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  private var valueCount = 0
  /// The byte at which the current instruction stands.
  private(set) var position = 0

  init(_ reader: ByteReader) { self.reader = reader }

  /// Reads instructions until the end of the pickle and returns what it stands for.
  mutating func load() throws(Problem) -> PickleValue {
    while true {
      position = reader.offset
      let code = try reader.number(UInt8.self)
      guard let opcode = PickleOpcode(rawValue: code) else { throw try unsupported(code) }
      if opcode == .stop { break }
      if let value = try constant(opcode) {
        try push(value)
      } else if try !container(opcode), try !memo(opcode) {
        try object(opcode)
      }
    }
    guard marks.isEmpty, stack.count == 1 else { throw malformed("it leaves \(stack.count) values behind") }
    return try pop()
  }

  /// The old way of making an instance names what it makes, which the error then does too.
  private mutating func unsupported(_ code: UInt8) throws(Problem) -> Problem {
    if PickleOpcode.name(code) == "INST" {
      _ = try PickleGlobal(module: try reader.line(), name: try reader.line())
    }
    return .unsupportedOpcode(PickleOpcode.name(code), offset: position)
  }

  func malformed(_ reason: String) -> Problem { .malformedPickle(reason, offset: position) }
}

/// The stack.
extension PickleMachine {
  private mutating func count() throws(Problem) {
    valueCount += 1
    if valueCount > Self.maximumValues { throw .tooManyValues(limit: Self.maximumValues) }
  }

  mutating func push(_ value: PickleValue) throws(Problem) {
    try count()
    stack.append(value)
  }

  mutating func pop() throws(Problem) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.popLast() else { throw malformed("its stack is empty") }
    return value
  }

  func top() throws(Problem) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.last else { throw malformed("its stack is empty") }
    return value
  }

  mutating func mark() throws(Problem) {
    try count()
    marks.append(stack.count)
  }

  /// Takes what was pushed since the last mark.
  mutating func popToMark() throws(Problem) -> [PickleValue] {
    guard let mark = marks.popLast() else { throw malformed("it has no mark") }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[mark...])
  }

  mutating func pop(_ count: Int) throws(Problem) -> [PickleValue] {
    guard stack.count - (marks.last ?? 0) >= count else { throw malformed("its stack is empty") }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }
}

/// The memo: values that the pickle names again.
extension PickleMachine {
  /// Whether `opcode` is about the memo.
  private mutating func memo(_ opcode: PickleOpcode) throws(Problem) -> Bool {
    switch opcode {
    case .binPut: try remember(Int(try reader.number(UInt8.self)))
    case .longBinPut: try remember(Int(try reader.number(UInt32.self)))
    case .memoize: try remember(memo.count)
    case .binGet: try recall(Int(try reader.number(UInt8.self)))
    case .longBinGet: try recall(Int(try reader.number(UInt32.self)))
    default: return false
    }
    return true
  }

  private mutating func remember(_ index: Int) throws(Problem) {
    try count()
    memo[index] = try top()
  }

  private mutating func recall(_ index: Int) throws(Problem) {
    guard let value = memo[index] else { throw malformed("nothing is remembered as \(index)") }
    try push(value)
  }
}
