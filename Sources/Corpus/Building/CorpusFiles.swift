internal import Files
internal import JSON

/// Where a corpus is written.
package struct CorpusFiles: Sendable, Equatable {
  /// Snippets to learn from, and to measure on.
  package let train: String, validation: String

  /// `data.jsonl` and, beside it, `data.validation.jsonl`.
  package init(train: String) {
    self.train = train
    let name = Path.name(of: train)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      validation = train + ".validation"
      return
    }
    validation = train.dropLast(name[dot...].count) + ".validation" + name[dot...]
  }

  /// Two files by name.
  package init(train: String, validation: String) {
    self.train = train
    self.validation = validation
  }
}

/// Writes the lines of one of the two files.
struct SnippetWriter: ~Copyable {
  private var writer: AtomicFileWriter
  private var buffer: [UInt8] = []

  init(path: String) throws(FileError) { writer = try AtomicFileWriter(path: path) }

  /// Appends a piece's line with its group.
  mutating func append(_ line: [UInt8], group: [UInt8]) throws(FileError) {
    buffer += line
    buffer += ",\"group\":".utf8
    buffer += group
    buffer += "}\n".utf8
    if buffer.count >= 1 << 20 { try flush() }
  }

  /// Appends a whole line.
  mutating func append(line: [UInt8]) throws(FileError) {
    buffer += line
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= 1 << 20 { try flush() }
  }

  private mutating func flush() throws(FileError) {
    try writer.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Brings everything to disk, still under the temporary name.
  mutating func synchronize() throws(FileError) {
    try flush()
    try writer.synchronize()
  }

  consuming func commit() throws(FileError) { try writer.commit() }
}
