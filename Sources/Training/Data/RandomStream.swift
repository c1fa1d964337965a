/// A stream of random numbers that is a pure function of what it is for.
///
/// No generator is carried along a run: each draw makes its own from (seed, purpose, number), so that a resumed run
/// needs no saved state and any draw can be made again on any thread. xoshiro256** seeded by SplitMix64 (Blackman and
/// Vigna 2018).
package struct RandomStream: RandomNumberGenerator {
  /// What a stream is for; streams of two purposes are independent.
  package enum Purpose: UInt64 {
    /// The order of an epoch.
    case epochOrder = 1
    /// The order within a class.
    case classOrder = 2
    /// A piece of a text.
    case crop = 3
    /// The order of batches.
    case batchOrder = 4
    /// The seed of dropout.
    case dropout = 5
    /// A piece of a text that comes again in later epochs.
    case fixedCrop = 6
    /// A piece of a text for the n-gram part.
    case ngramCrop = 7
  }

  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream of a purpose, and of the draw that two numbers name.
  package init(seed: Int, _ purpose: Purpose, _ first: Int = 0, _ second: Int = 0) {
    var mixer = SplitMix64(state: UInt64(bitPattern: Int64(seed)))
    mixer.absorb(purpose.rawValue)
    mixer.absorb(UInt64(bitPattern: Int64(first)))
    mixer.absorb(UInt64(bitPattern: Int64(second)))
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    let product = state.1 &* 5
    let result = ((product << 7) | (product >> 57)) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number from 0 up to, not including, 1.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number below `bound`, without bias (Lemire 2019). 0 where `bound` is not positive.
  package mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(next(upperBound: UInt64(bound)))
  }

  /// True with the given probability; takes one number from the stream in every case.
  package mutating func happens(_ probability: Double) -> Bool { unit() < probability }

  /// The numbers 0..<count in random order (Fisher and Yates).
  package mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Puts an array in random order. The standard library's `shuffle` may change between releases, and runs must not.
  package mutating func shuffle<Element>(_ array: inout [Element]) {
    for last in stride(from: array.count - 1, to: 0, by: -1) {
      array.swapAt(last, below(last + 1))
    }
  }

  private mutating func next(upperBound: UInt64) -> UInt64 {
    var product = next().multipliedFullWidth(by: upperBound)
    if product.low < upperBound {
      let threshold = (0 &- upperBound) % upperBound
      while product.low < threshold { product = next().multipliedFullWidth(by: upperBound) }
    }
    return product.high
  }
}

private struct SplitMix64 {
  var state: UInt64

  mutating func absorb(_ value: UInt64) {
    state = next() ^ value
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
