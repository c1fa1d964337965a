/// How a text is cut into words, as tokenizer.json says it: the components in order, ByteLevel the last of them.
struct PreTokenizer: Sendable, Equatable {
  /// A component that cuts.
  enum Splitter: Sendable, Equatable {
    /// Split with one of the known expressions, behavior Isolated; also what ByteLevel does with `use_regex`.
    case pattern(PreTokenizerPattern)
    /// Digits.
    case digits(individually: Bool)
  }

  /// The components before ByteLevel.
  var splitters: [Splitter] = []
  /// ByteLevel's `use_regex`: cut by GPT-2's expression too.
  var usesRegex = true
  /// ByteLevel's `add_prefix_space`: a word that begins a piece gets a space, if it has none.
  var addsPrefixSpace = false
  /// ByteLevel's `trim_offsets`, which only a post-processor heeds.
  var trimsOffsets = true
  /// True if the file had a Sequence, even of one component.
  var isSequence = false

  /// Everything that cuts, in order.
  var allSplitters: [Splitter] {
    usesRegex ? splitters + [.pattern(.gpt2)] : splitters
  }
}

extension CharacterScanner {
  /// The piece that a splitter makes at `offset`.
  @inline(__always)
  func piece(_ splitter: PreTokenizer.Splitter, from offset: Int) -> SplitScan {
    switch splitter {
    case .pattern(let pattern): piece(pattern, from: offset)
    case .digits(let individually): digits(from: offset, individually: individually)
    }
  }
}
