/// The keys of the objects that are still open, to find two alike.
///
/// An object's keys are compared when it closes: few of them pairwise by their hashes, many by a set of those, and by
/// sorting only where two hashes are the same, so that an object of a million keys costs no more than n log n. The hash
/// is Swift's, seeded anew in each process: no text can be made to collide.
struct OpenKeys {
  private struct Key {
    let hash: Int
    let opening: UInt32
    let end: UInt32
    let hasEscapes: Bool
  }

  private var keys: [Key] = []

  /// How many keys are open.
  var count: Int { keys.count }

  /// Adds the key from its opening quote to behind its closing one.
  mutating func append(opening: Int, end: Int, hasEscapes: Bool, in bytes: UnsafeRawBufferPointer) {
    var hasher = Hasher()
    if hasEscapes {
      var text = JSONKeyText.string(at: opening, in: bytes)
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    } else {
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[opening + 1..<end - 1]))
    }
    keys.append(
      Key(
        hash: hasher.finalize(), opening: UInt32(truncatingIfNeeded: opening), end: UInt32(truncatingIfNeeded: end),
        hasEscapes: hasEscapes))
  }

  /// Forgets the keys of the object that closes; answers where the first one stands that was there before.
  mutating func close(from first: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    defer { keys.removeSubrange(first...) }
    let count = keys.count - first
    guard count > 1 else { return nil }
    guard count > 12 else { return duplicateAmongFew(keys[first...], bytes) }
    guard Set(keys[first...].lazy.map(\.hash)).count < count else { return nil }
    keys[first...].sort { ($0.hash, $0.opening) < ($1.hash, $1.opening) }
    return duplicateAmongSorted(keys[first...], bytes)
  }

  private func duplicateAmongFew(_ few: ArraySlice<Key>, _ bytes: UnsafeRawBufferPointer) -> Int? {
    for later in few.indices.dropFirst() {
      for earlier in few.startIndex..<later where few[earlier].hash == few[later].hash {
        if areEqual(few[earlier], few[later], bytes) { return Int(few[later].opening) }
      }
    }
    return nil
  }

  private func duplicateAmongSorted(_ sorted: ArraySlice<Key>, _ bytes: UnsafeRawBufferPointer) -> Int? {
    zip(sorted, sorted.dropFirst())
      .filter { $0.hash == $1.hash && areEqual($0, $1, bytes) }
      .map { Int($1.opening) }
      .min()
  }

  private func areEqual(_ left: Key, _ right: Key, _ bytes: UnsafeRawBufferPointer) -> Bool {
    if !left.hasEscapes, !right.hasEscapes {
      return bytes[Int(left.opening)..<Int(left.end)].elementsEqual(bytes[Int(right.opening)..<Int(right.end)])
    }
    return JSONKeyText.units(at: Int(left.opening), in: bytes)
      == JSONKeyText.units(at: Int(right.opening), in: bytes)
  }
}
