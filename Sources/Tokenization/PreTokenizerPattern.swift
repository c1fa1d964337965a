/// The regular expressions that a pre-tokenizer may split by: a closed set, each with a hand-written splitter.
package enum PreTokenizerPattern: String, Sendable, CaseIterable {
  /// GPT-2's, which ByteLevel uses too.
  case gpt2
  /// cl100k's (GPT-4), in the form Hugging Face files give it; Llama 3's is the same.
  case cl100k
  /// Qwen 2's: cl100k's with single digits.
  case qwen2
  /// o200k's (GPT-4o).
  case o200k

  /// The regular expression as tokenizer.json spells it.
  package var regularExpression: String {
    switch self {
    case .gpt2:
      #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
    case .cl100k:
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"# + Self.cl100kTail
    case .qwen2:
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"# + Self.cl100kTail
    case .o200k:
      Self.o200kWord(#"*"#, #"+"#) + "|" + Self.o200kWord(#"+"#, #"*"#)
        + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    }
  }

  private static let cl100kTail = #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  private static func o200kWord(_ headCount: String, _ tailCount: String) -> String {
    #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"# + headCount + #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"# + tailCount
      + #"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#
  }

  /// The pattern that `regularExpression` spells, if it is one of the set.
  package init?(regularExpression: String) {
    guard let pattern = Self.allCases.first(where: { $0.regularExpression == regularExpression }) else { return nil }
    self = pattern
  }
}

/// What a splitter found at one offset.
struct SplitScan {
  /// Where the piece ends.
  let end: Int
  /// How far the text was looked at to know it: all before this was read. A piece is certain, in a text of which only
  /// a part is visible, if `reach` stays clear of the part's end.
  let reach: Int
  /// True if text to come can only make the piece longer, never shorter.
  let onlyGrows: Bool

  @inline(__always)
  init(end: Int, reach: Int, onlyGrows: Bool = true) {
    self.end = end
    self.reach = reach
    self.onlyGrows = onlyGrows
  }

  /// No splitter looks further than this past `reach` (a contraction such as `'re` with a four-byte letter).
  static let slack = 8
}
