#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A regular file mapped into memory for reading, for as long as this object lives.
///
/// A file must not be cut short in place while it is mapped (the system then ends the process at the next read past
/// the new end). Everything that this program writes is written under a temporary name and renamed, which leaves the
/// mapping of the old file whole.
package final class MappedFile: @unchecked Sendable {  // unchecked: the pointer is only ever read from
  /// All bytes of the file; empty for an empty file.
  package let bytes: UnsafeRawBufferPointer

  /// Maps the file at `path`.
  package init(path: String) throws(FileError) {
    // Non-blocking, so that a pipe in the place of a model is an error and not a wait without end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(call: "open", path: path) }
    defer { close(descriptor) }
    bytes = try Self.map(descriptor, path: path)
  }

  private static func map(_ descriptor: Int32, path: String) throws(FileError) -> UnsafeRawBufferPointer {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(call: "fstat", path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, problem: .notARegularFile) }
    let count = Int(status.st_size)
    guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
      throw FileError(call: "mmap", path: path)
    }
    // The whole of a model is read at once: asking for it ahead saves a page fault a page.
    posix_madvise(address, count, POSIX_MADV_WILLNEED)
    return UnsafeRawBufferPointer(start: address, count: count)
  }

  deinit {
    if let address = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: address), bytes.count) }
  }
}
