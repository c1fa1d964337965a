/// The directory of a zip archive whose entries are stored as they are, zip64 too (PKWARE's APPNOTE 6.3).
///
/// Checksums are not compared: PyTorch may be told to write others (`set_crc32_options`).
struct ZipArchive {
  typealias Problem = PyTorchFileError.Problem

  /// Where each entry's bytes lie in the file.
  private(set) var entries: [String: Range<Int>] = [:]
  /// The names, in the order of the directory.
  private(set) var names: [String] = []
  private let file: UnsafeRawBufferPointer

  init(_ file: UnsafeRawBufferPointer) throws(Problem) {
    self.file = file
    let directory = try Self.directory(of: file)
    var reader = try ByteReader(file, checking: directory.offset)
    for _ in 0..<directory.count {
      let entry = try CentralEntry(&reader)
      guard entries[entry.name] == nil else { throw .malformedZip("\(entry.name) is there twice") }
      names.append(entry.name)
      entries[entry.name] = try dataRange(entry)
    }
  }

  /// The bytes of an entry; nil where there is none of that name.
  func bytes(_ name: String) -> UnsafeRawBufferPointer? {
    entries[name].map { UnsafeRawBufferPointer(rebasing: file[$0]) }
  }

  /// The entry's own header says once more how long its name and extra field are: the data stands behind them.
  private func dataRange(_ entry: CentralEntry) throws(Problem) -> Range<Int> {
    guard entry.isStored, entry.compressedSize == entry.size else { throw .notStored(entry: entry.name) }
    var reader = try ByteReader(file, checking: entry.headerOffset)
    guard try reader.number(UInt32.self) == 0x0403_4B50 else { throw .malformedZip("\(entry.name) has no header") }
    try reader.skip(22)
    let nameLength = Int(try reader.number(UInt16.self))
    let extraLength = Int(try reader.number(UInt16.self))
    try reader.skip(nameLength + extraLength)
    let start = reader.offset
    try reader.skip(entry.size)
    return start..<reader.offset
  }
}

/// The end of the directory.
extension ZipArchive {
  private static let endSize = 22

  /// Where the directory begins, and how many entries it has.
  private static func directory(of file: UnsafeRawBufferPointer) throws(Problem) -> (offset: Int, count: Int) {
    let end = try endOfDirectory(in: file)
    var reader = ByteReader(file, at: end + 10)
    let count = Int(try reader.number(UInt16.self))
    try reader.skip(4)
    let offset = Int(try reader.number(UInt32.self))
    if count == 0xFFFF || offset == 0xFFFF_FFFF { return try directory64(of: file, before: end) }
    return (offset, count)
  }

  /// The last record of the file, before a comment of at most 65,535 bytes.
  private static func endOfDirectory(in file: UnsafeRawBufferPointer) throws(Problem) -> Int {
    var candidate = file.count - endSize
    while candidate >= max(0, file.count - endSize - 0xFFFF) {
      var reader = ByteReader(file, at: candidate)
      if try reader.number(UInt32.self) == 0x0605_4B50 {
        try reader.skip(16)
        if Int(try reader.number(UInt16.self)) == file.count - reader.offset { return candidate }
      }
      candidate -= 1
    }
    throw .malformedZip("it has no end of its directory; the file may be cut short")
  }

  private static func directory64(
    of file: UnsafeRawBufferPointer, before end: Int
  ) throws(Problem) -> (offset: Int, count: Int) {
    var locator = try ByteReader(file, checking: end - 20)
    guard try locator.number(UInt32.self) == 0x0706_4B50 else { throw .malformedZip("it has no zip64 locator") }
    try locator.skip(4)
    var reader = try ByteReader(file, checking: try locator.size())
    guard try reader.number(UInt32.self) == 0x0606_4B50 else { throw .malformedZip("it has no zip64 directory") }
    try reader.skip(28)
    let count = try reader.size()
    try reader.skip(8)
    return (try reader.size(), count)
  }
}

/// One record of the directory.
private struct CentralEntry {
  typealias Problem = PyTorchFileError.Problem

  let name: String
  /// Neither compressed nor encrypted.
  let isStored: Bool
  private(set) var compressedSize: Int
  private(set) var size: Int
  private(set) var headerOffset: Int

  init(_ reader: inout ByteReader) throws(Problem) {
    guard try reader.number(UInt32.self) == 0x0201_4B50 else { throw .malformedZip("its directory is cut short") }
    try reader.skip(4)
    let isEncrypted = try reader.number(UInt16.self) & 1 != 0
    isStored = try reader.number(UInt16.self) == 0 && !isEncrypted
    try reader.skip(8)
    compressedSize = Int(try reader.number(UInt32.self))
    size = Int(try reader.number(UInt32.self))
    let nameLength = Int(try reader.number(UInt16.self))
    let extraLength = Int(try reader.number(UInt16.self))
    let commentLength = Int(try reader.number(UInt16.self))
    try reader.skip(8)
    headerOffset = Int(try reader.number(UInt32.self))
    name = String(decoding: try reader.take(nameLength), as: UTF8.self)
    try readExtra(ByteReader(try reader.take(extraLength)))
    try reader.skip(commentLength)
  }

  /// The zip64 extra field has the sizes that did not fit, in this order.
  private mutating func readExtra(_ extra: ByteReader) throws(Problem) {
    var extra = extra
    while extra.bytes.count - extra.offset >= 4 {
      let kind = try extra.number(UInt16.self)
      var field = ByteReader(try extra.take(Int(try extra.number(UInt16.self))))
      guard kind == 1 else { continue }
      if size == 0xFFFF_FFFF { size = try field.size() }
      if compressedSize == 0xFFFF_FFFF { compressedSize = try field.size() }
      if headerOffset == 0xFFFF_FFFF { headerOffset = try field.size() }
    }
  }
}
