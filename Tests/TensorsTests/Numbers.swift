import Tensors

/// Sizes at and around every vector width.
let sizes = [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 130]

/// The sets of kernels held against the scalar one, by name so that a failure says which.
let fastKernels = KernelTable.all.dropFirst().map(\.name)

func kernels(_ name: String) -> KernelTable { KernelTable.all.first { $0.name == name } ?? .scalar }

/// The same numbers for the same seed, about N(0, 1) times `scale`.
func numbers(_ count: Int, seed: UInt64, scale: Float = 1) -> [Float] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    var sum: Float = 0
    for _ in 0..<4 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      sum += Float(state >> 40) / 16_777_216 - 0.5
    }
    return sum * 1.73 * scale
  }
}

/// The largest difference over the largest magnitude (at least `floor`).
func difference(_ found: [Float], _ expected: [Float], floor: Float = 1e-3) -> Float {
  if found.count != expected.count { return .infinity }
  var largest = floor
  var difference: Float = 0
  for (a, b) in zip(found, expected) {
    if a == b { continue }
    difference = max(difference, a.isFinite && b.isFinite ? abs(a - b) : .infinity)
    largest = max(largest, abs(b))
  }
  return difference / largest
}
