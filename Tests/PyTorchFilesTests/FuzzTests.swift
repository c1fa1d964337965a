import PyTorchFiles
import TestSupport
import Testing

/// Damaged copies of real files: whatever happens is an error or a tensor, never a trap.
@Suite struct FuzzTests {
  @Test(arguments: [
    "tensors.zip.bin", "tensors.zip5.bin", "tensors.legacy.bin", "tensors.legacy4.bin", "masked/pytorch_model.bin",
    "hostile/system.legacy.bin", "hostile/nested.zip.bin",
  ]) func neverTraps(name: String) throws {
    let whole = try readFile(fixture(name))
    let directory = try TemporaryDirectory()
    var generator = Generator(state: UInt64(whole.count))
    var opened = 0
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let place = Int.random(in: bytes.indices, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes = Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &generator)))
      }
      guard let file = try? PyTorchFile(path: try directory.write(bytes, to: "a.bin")) else { continue }
      opened += 1
      for tensor in file.tensors where tensor.elementCount < 1 << 20 { _ = try file.floats(tensor.name) }
    }
    #expect(opened < 400)
  }

  /// splitmix64: the same cases on every machine.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
