/// What a file of `torch.save` holds: the tensors that the pickle names, and where each storage's bytes are.
struct StateDictionary {
  typealias Problem = PyTorchFileError.Problem

  /// In the dictionary's order.
  private(set) var tensors: [(name: String, tensor: PickledTensor)] = []
  /// The bytes of each storage in the file.
  let storages: [String: Range<Int>]

  init(_ value: PickleValue, in heap: PickleHeap, storages: [String: Range<Int>]) throws(Problem) {
    self.storages = storages
    guard case .dictionary(let index) = value else { throw .notAStateDictionary(value.kind) }
    var names: Set<String> = []
    for (key, value) in heap.dictionaries[index] {
      guard case .string(let name) = key else { throw .notAStateDictionary("a dictionary with \(key.kind) as a key") }
      guard case .tensor(let tensor) = value else { throw .notATensor(name: name, kind: value.kind) }
      guard names.insert(name).inserted else { throw .duplicateName(name) }
      tensors.append((name, heap.tensors[tensor]))
    }
  }

  /// Reads the directory of the file, in whichever of the two formats it is.
  init(file: UnsafeRawBufferPointer) throws(Problem) {
    if file.starts(with: Array("PK".utf8)) {
      self = try Self.zip(file)
    } else if file.first == PickleOpcode.proto.rawValue {
      self = try Self.legacy(file)
    } else {
      throw file.starts(with: Array("version https://git-lfs".utf8)) ? .lfsPointer : .unknownFormat
    }
  }
}

/// The zip format, since PyTorch 1.6: `ROOT/data.pkl` and `ROOT/data/KEY`.
extension StateDictionary {
  private static func zip(_ file: UnsafeRawBufferPointer) throws(Problem) -> StateDictionary {
    let archive = try ZipArchive(file)
    let root = archive.names.first?.prefix { $0 != "/" } ?? ""
    if let order = archive.bytes("\(root)/byteorder"), order.starts(with: Array("big".utf8)) { throw .bigEndian }
    guard let pickle = archive.bytes("\(root)/data.pkl") else { throw .missingEntry("\(root)/data.pkl") }
    var machine = PickleMachine(ByteReader(pickle))
    let value = try machine.load()
    var storages: [String: Range<Int>] = [:]
    for storage in machine.heap.storages {
      guard let range = archive.entries["\(root)/data/\(storage.key)"] else { throw .missingStorage(storage.key) }
      storages[storage.key] = range
    }
    return try StateDictionary(value, in: machine.heap, storages: storages)
  }
}

/// The format before 1.6: five pickles one behind the other (a magic number, the format's version, what machine wrote
/// it, the object, the storages' keys), then each storage with its size before it.
extension StateDictionary {
  /// 0x1950a86a20f9469cfc6c
  private static let magic: [UInt8] = [0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]

  private static func legacy(_ file: UnsafeRawBufferPointer) throws(Problem) -> StateDictionary {
    var reader = try checkHeader(file)
    var machine = PickleMachine(reader)
    let value = try machine.load()
    reader = machine.reader
    let keys = try readKeys(&reader)
    let storages = try readStorages(keys, machine.heap.storages, &reader)
    return try StateDictionary(value, in: machine.heap, storages: storages)
  }

  private static func checkHeader(_ file: UnsafeRawBufferPointer) throws(Problem) -> ByteReader {
    var machine = PickleMachine(ByteReader(file))
    guard case .largeInteger(magic) = try machine.load() else { throw .unknownFormat }
    machine = PickleMachine(machine.reader)
    guard case .integer(1001) = try machine.load() else { throw .malformedHeader("its version is not 1001") }
    machine = PickleMachine(machine.reader)
    guard case .dictionary(let index) = try machine.load() else {
      throw .malformedHeader("its system is no dictionary")
    }
    for (key, value) in machine.heap.dictionaries[index] where key.stringValue == "little_endian" {
      if case .bool(false) = value { throw .bigEndian }
    }
    return machine.reader
  }

  private static func readKeys(_ reader: inout ByteReader) throws(Problem) -> [String] {
    var machine = PickleMachine(reader)
    guard case .list(let index) = try machine.load() else { throw .malformedHeader("the storages' keys are no list") }
    reader = machine.reader
    var keys: [String] = []
    for value in machine.heap.lists[index] {
      guard let key = value.stringValue else { throw .malformedHeader("a storage's key is \(value.kind)") }
      keys.append(key)
    }
    return keys
  }

  private static func readStorages(
    _ keys: [String], _ storages: [PickledStorage], _ reader: inout ByteReader
  ) throws(Problem) -> [String: Range<Int>] {
    var sizes: [String: Int] = [:]
    for storage in storages {
      let size = storage.elementBytes
      guard sizes.updateValue(size, forKey: storage.key) ?? size == size else {
        throw .inconsistentStorage(storage.key)
      }
    }
    var ranges: [String: Range<Int>] = [:]
    for key in keys {
      guard let elementBytes = sizes[key] else { throw .malformedHeader("no tensor has the storage \(key)") }
      let (bytes, overflow) = try reader.size().multipliedReportingOverflow(by: elementBytes)
      let start = reader.offset
      guard !overflow else { throw .truncated(offset: start) }
      try reader.skip(bytes)
      guard ranges.updateValue(start..<reader.offset, forKey: key) == nil else { throw .inconsistentStorage(key) }
    }
    return ranges
  }
}
