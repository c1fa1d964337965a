/// A file without a name that grows at its end, for what is too much for memory.
package final class SpoolFile {
  private let file: NamelessFile
  private var buffer: [UInt8] = []
  private var written = 0
  private static let bufferBytes = 1 << 20

  /// Makes one on the disk of `directory` (empty: the working directory).
  package init(in directory: String) throws(FileError) {
    file = try NamelessFile(directory: directory.isEmpty ? "." : directory)
  }

  /// How many bytes it has.
  package var count: Int { written + buffer.count }

  /// Appends bytes.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    buffer += bytes
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  /// The `count` bytes from `offset` on, which must have been appended.
  package func read(offset: Int, count: Int) throws(FileError) -> [UInt8] {
    precondition(offset >= 0 && count >= 0 && offset + count <= self.count, "SpoolFile.read: beyond the end")
    if offset + count > written { try flush() }
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      do throws(FileError) {
        try file.read(into: .init(rebasing: UnsafeMutableRawBufferPointer(target)[..<count]), at: offset)
        initialized = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private func flush() throws(FileError) {
    var failure: FileError?
    buffer.withUnsafeBytes { bytes in
      do throws(FileError) { try file.write(bytes, at: written) } catch { failure = error }
    }
    if let failure { throw failure }
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
