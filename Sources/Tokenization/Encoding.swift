/// A text as tokens.
package struct Encoding: Sendable, Equatable {
  /// The ids, special tokens included.
  package var ids: [Int32]
  /// The bytes of the text that each token stands for, widened to whole characters; empty, at 0, for a special token
  /// that was put around the text.
  package var offsets: [Range<Int>]

  package init(ids: [Int32], offsets: [Range<Int>]) {
    self.ids = ids
    self.offsets = offsets
  }
}
