#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Address space of which only the beginning may be read.
final class GuardedMemory {
  private let address: UnsafeMutableRawPointer
  private let size: Int

  /// Reserves `size` bytes, the first of which are `visible`; those after them, from the next page on, trap.
  init?(_ visible: [UInt8], reserving size: Int) {
    guard let address = mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0), address != MAP_FAILED else {
      return nil
    }
    self.address = address
    self.size = size
    guard mprotect(address, visible.count, PROT_READ | PROT_WRITE) == 0 else { return nil }
    visible.withUnsafeBytes {
      address.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(address), byteCount: $0.count)
    }
  }

  deinit {
    munmap(address, size)
  }

  /// All of it.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafePointer(address.assumingMemoryBound(to: UInt8.self)), count: size)
  }
}
