#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A flat array of single-precision numbers at a fixed address, aligned to 64 bytes, all zero at first.
///
/// The memory comes from the system zeroed and untouched, so that what is never written costs nothing. The owner
/// decides who writes when: concurrent use of disjoint ranges is fine, of the same range is the caller's mistake.
package final class FloatBuffer: @unchecked Sendable {
  /// The number of floats.
  package let count: Int
  /// The first float.
  package let pointer: UnsafeMutablePointer<Float>
  private let byteCount: Int

  /// Makes a buffer of `count` zeros. Running out of address space ends the program, as for any Swift array.
  package init(count: Int) {
    precondition(count >= 0 && count <= Int.max / 8, "FloatBuffer: a count of \(count)")
    self.count = count
    byteCount = max(4096, (count * MemoryLayout<Float>.stride + 4095) & ~4095)
    let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | FloatBuffer.anonymous, -1, 0)
    guard let memory, memory != MAP_FAILED else { preconditionFailure("FloatBuffer: no memory for \(count) floats") }
    FloatBuffer.adviseLargePages(memory, byteCount)
    pointer = memory.bindMemory(to: Float.self, capacity: max(1, count))
  }

  /// Makes a buffer that holds `values`.
  package convenience init(_ values: [Float]) {
    self.init(count: values.count)
    values.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { pointer.update(from: base, count: values.count) }
    }
  }

  deinit { munmap(pointer, byteCount) }

  /// All floats.
  package var buffer: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: pointer, count: count) }

  /// A copy as an array.
  package var array: [Float] { Array(buffer) }

  /// Sets every float to 0.
  package func zero() { zero(0..<count) }

  /// Sets the floats of `range` to 0.
  package func zero(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "FloatBuffer.zero: \(range) of \(count)")
    memset(pointer + range.lowerBound, 0, range.count * MemoryLayout<Float>.stride)
  }

  #if canImport(Darwin)
    private static let anonymous = MAP_ANON
    private static func adviseLargePages(_ memory: UnsafeMutableRawPointer, _ byteCount: Int) {}
  #else
    private static let anonymous = MAP_ANONYMOUS
    /// Matrices of megabytes walk through many pages; large ones spare the translation buffer.
    private static func adviseLargePages(_ memory: UnsafeMutableRawPointer, _ byteCount: Int) {
      if byteCount >= 4 << 20 { madvise(memory, byteCount, MADV_HUGEPAGE) }
    }
  #endif
}
