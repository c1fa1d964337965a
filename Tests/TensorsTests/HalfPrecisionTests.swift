import Tensors
import Testing

@Suite struct HalfPrecisionTests {
  static let sets = KernelTable.all.map(\.name)

  /// Every one of the 65536 halves, against Swift's own type where the platform has it.
  @Test(arguments: sets) func everyHalf(name: String) {
    let halves = (0...UInt16.max).map { $0 }
    var floats = [Float](repeating: 0, count: halves.count)
    Float16Conversion.toFloat(halves, into: &floats, count: halves.count, kernels: kernels(name))
    var back = [UInt16](repeating: 0, count: halves.count)
    Float16Conversion.fromFloat(floats, into: &back, count: floats.count, kernels: kernels(name))
    for (index, half) in halves.enumerated() {
      let value = Float16(bitPattern: half)
      if value.isNaN {
        #expect(floats[index].isNaN && Float16(bitPattern: back[index]).isNaN)
      } else {
        #expect(floats[index] == Float(value) && back[index] == half)
      }
    }
  }

  @Test(arguments: sets) func roundsToNearestEven(name: String) {
    var floats = numbers(4099, seed: 1, scale: 300)
    floats += numbers(4099, seed: 2, scale: 1e-6) + [65504, 65519.9, 65520, 1e9, -1e9, .infinity, 5.9e-8, 2.9e-8, 0]
    var halves = [UInt16](repeating: 0, count: floats.count)
    Float16Conversion.fromFloat(floats, into: &halves, count: floats.count, kernels: kernels(name))
    for (float, half) in zip(floats, halves) { #expect(Float16(float).bitPattern == half, "\(float)") }
  }

  @Test(arguments: sets) func bfloat16(name: String) {
    let halves = (0...UInt16.max).map { $0 }
    var floats = [Float](repeating: 0, count: halves.count)
    BFloat16Conversion.toFloat(halves, into: &floats, count: halves.count, kernels: kernels(name))
    #expect(zip(halves, floats).allSatisfy { $1.bitPattern == UInt32($0) << 16 })
    // 1 + 2^-8 lies between 1 and 1 + 2^-7, the even one is 1; 1 + 3 * 2^-8 goes up.
    let cases: [(Float, UInt16)] = [
      (1.00390625, 0x3F80), (1.01171875, 0x3F82), (Float(1.00390625).nextUp, 0x3F81), (.infinity, 0x7F80),
    ]
    var back = [UInt16](repeating: 0, count: cases.count)
    BFloat16Conversion.fromFloat(cases.map(\.0), into: &back, count: cases.count, kernels: kernels(name))
    #expect(back == cases.map(\.1))
    BFloat16Conversion.fromFloat([.nan], into: &back, count: 1, kernels: kernels(name))
    #expect(Float(bitPattern: UInt32(back[0]) << 16).isNaN)
  }
}
