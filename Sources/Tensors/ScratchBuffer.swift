/// Memory that is asked for again and again and grows to the largest request; what it held is lost when it grows.
package final class ScratchBuffer {
  private var buffer = FloatBuffer(count: 0)

  /// An empty one.
  package init() {}

  /// The floats that it holds.
  package var count: Int { buffer.count }

  /// At least `count` floats, of any value, valid until the next larger request.
  package func reserve(_ count: Int) -> UnsafeMutablePointer<Float> {
    if count > buffer.count {
      let spare = buffer.count == 0 ? 0 : count / 8
      buffer = FloatBuffer(count: 0)
      buffer = FloatBuffer(count: count + spare)
    }
    return buffer.pointer
  }
}
