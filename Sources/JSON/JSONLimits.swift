/// Bounds on what is read, so that a hostile text costs no more than they allow.
package struct JSONLimits: Sendable, Equatable {
  /// How many arrays and objects may stand in one another; never more than `highestDepth`.
  package var maximumDepth: Int

  /// How long a text may be, in bytes; never more than 2^31 - 2, json-c's own bound.
  package var maximumBytes: Int

  /// The depth to which values are still converted and released recursively on a small stack.
  package static let highestDepth = 1024

  /// 128 levels, 256 MiB.
  package static let standard = JSONLimits()

  package init(maximumDepth: Int = 128, maximumBytes: Int = 256 << 20) {
    self.maximumDepth = maximumDepth
    self.maximumBytes = maximumBytes
  }

  /// The depth that holds.
  var depth: Int { min(maximumDepth, JSONLimits.highestDepth) }

  /// The size that holds.
  var bytes: Int { min(maximumBytes, Int(Int32.max) - 1) }
}
