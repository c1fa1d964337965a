/// What is done to a text's tokens in the end, for one text at a time: special tokens around it, white space trimmed
/// off the offsets.
struct PostProcessor: Sendable, Equatable {
  /// A trimming of offsets, by RobertaProcessing or ByteLevel.
  struct Trimming: Sendable, Equatable {
    /// One leading space of the first token was put there and is not trimmed.
    var addsPrefixSpace: Bool
  }

  var prefix: [Int32] = []
  var suffix: [Int32] = []
  var trimmings: [Trimming] = []

  /// How many special tokens are put around a text.
  var addedCount: Int { prefix.count + suffix.count }
}

/// The special tokens of a tokenizer of RoBERTa's kind; -1 for one that it does not have.
package struct SpecialTokens: Sendable, Equatable {
  /// `<s>`, or what the post-processor puts first.
  package var bos: Int32 = -1
  /// `</s>`, or what the post-processor puts last.
  package var eos: Int32 = -1
  /// `<pad>`
  package var pad: Int32 = -1
  /// `<unk>`
  package var unk: Int32 = -1
  /// `<mask>`
  package var mask: Int32 = -1

  package init(bos: Int32 = -1, eos: Int32 = -1, pad: Int32 = -1, unk: Int32 = -1, mask: Int32 = -1) {
    self.bos = bos
    self.eos = eos
    self.pad = pad
    self.unk = unk
    self.mask = mask
  }
}
