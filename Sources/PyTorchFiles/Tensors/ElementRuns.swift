/// A tensor's elements in the order of its shape, as runs of equal strides.
struct ElementRuns {
  /// The dimensions before the last one that is walked in one run.
  private let outerShape: ArraySlice<Int>
  private let outerStrides: ArraySlice<Int>
  /// How many elements one run has, and how far each lies from the one before.
  let count: Int
  let stride: Int

  init(_ info: PyTorchTensorInfo) {
    guard info.elementCount > 0 else {
      (outerShape, outerStrides, count, stride) = ([], [], 0, 1)
      return
    }
    // Dimensions of one element are not walked; neighbours without a gap are one dimension.
    var shape: [Int] = []
    var strides: [Int] = []
    for (size, stride) in zip(info.shape, info.strides) where size != 1 {
      if let last = strides.last, last == stride &* size {
        shape[shape.count - 1] *= size
        strides[strides.count - 1] = stride
      } else {
        shape.append(size)
        strides.append(stride)
      }
    }
    count = shape.last ?? 1
    stride = strides.last ?? 1
    outerShape = shape.dropLast()
    outerStrides = strides.dropLast()
  }

  /// Calls `body` with the place of each run's first element, counted from the tensor's.
  func forEach(_ body: (Int) -> Void) {
    guard count > 0 else { return }
    var index = [Int](repeating: 0, count: outerShape.count)
    var place = 0
    while true {
      body(place)
      var dimension = outerShape.count - 1
      while dimension >= 0 {
        index[dimension] += 1
        place += outerStrides[dimension]
        if index[dimension] < outerShape[dimension] { break }
        place -= outerShape[dimension] * outerStrides[dimension]
        index[dimension] = 0
        dimension -= 1
      }
      if dimension < 0 { return }
    }
  }
}
