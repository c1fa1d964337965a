internal import Tensors

extension [Float] {
  /// Takes the mean with other numbers, which weigh `share`, at these places.
  mutating func mix(with other: [Float], share: Float, in places: Range<Int>) {
    withUnsafeMutableBufferPointer { own in
      other.withUnsafeBufferPointer { other in
        let (own, other) = (own[places], other[places])
        guard let target = UnsafeMutableBufferPointer(rebasing: own).baseAddress,
          let source = UnsafeBufferPointer(rebasing: other).baseAddress
        else { return }
        FloatRows.mix(source, share: share, into: target, count: places.count)
      }
    }
  }
}
