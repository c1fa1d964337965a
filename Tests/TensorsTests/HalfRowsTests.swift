import Tensors
import Testing

/// Memory that counts as in use while it lives.
private final class Owner: @unchecked Sendable {
  let bytes: UnsafeMutableRawBufferPointer

  init(_ halves: [UInt16], shiftedBy shift: Int) {
    bytes = .allocate(byteCount: halves.count * 2 + shift, alignment: 2)
    halves.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: bytes[shift...]).copyMemory(from: $0) }
  }

  deinit { bytes.deallocate() }
}

@Suite struct HalfRowsTests {
  private let halves = (0..<12).map { Float16($0).bitPattern }

  @Test(arguments: [0, 1, 2, 3]) func rowsAreReadFromAnyAddress(shift: Int) {
    let owner = Owner(halves, shiftedBy: shift)
    let bytes = UnsafeRawBufferPointer(rebasing: owner.bytes[shift...])
    let rows = HalfRows(bytes, of: owner, columns: 4, format: .float16)
    #expect(rows.rows == 3)
    var two = [Float](repeating: 0, count: 8)
    rows.read(1, count: 2, into: &two)
    #expect(two == (4..<12).map { Float($0) })
    #expect(rows.isFinite)
  }

  @Test func theMemoryLivesAsLongAsTheRows() {
    weak var memory: Owner?
    var rows: HalfRows?
    do {
      let owner = Owner(halves, shiftedBy: 0)
      memory = owner
      rows = HalfRows(UnsafeRawBufferPointer(owner.bytes), of: owner, columns: 4, format: .float16)
    }
    #expect(memory != nil)
    #expect(rows?.isFinite == true)
    rows = nil
    #expect(memory == nil)
  }

  @Test(arguments: [HalfRows.Format.float16, .bfloat16]) func anInfinityIsFound(format: HalfRows.Format) {
    var halves = halves
    halves[7] = format == .float16 ? 0xFC00 : 0xFF80
    let owner = Owner(halves, shiftedBy: 0)
    #expect(!HalfRows(UnsafeRawBufferPointer(owner.bytes), of: owner, columns: 4, format: format).isFinite)
  }
}
