/// Trains a byte-level byte-pair tokenizer of RoBERTa's kind.
///
/// The same texts give the same tokenizer, and the same as Hugging Face's `BpeTrainer` with the byte-level alphabet
/// gives.
package struct BytePairTrainer: Sendable {
  /// How many tokens to end with, special tokens and the 256 bytes included.
  package var vocabularySize: Int
  /// How often a pair must occur to be merged.
  package var minimumFrequency: Int
  /// How texts are cut into words.
  package var preTokenizer: PreTokenizerPattern
  /// The first tokens, whose ids are their places; `<s>` and `</s>` must be among them.
  package var specialTokens: [String]
  /// Tokens are shorter than this, in bytes, if given (as Hugging Face's `max_token_length` has it).
  package var maximumTokenLength: Int?

  /// RoBERTa's special tokens, in the order of Hugging Face's training scripts.
  package static let robertaSpecialTokens = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]

  package init(
    vocabularySize: Int, minimumFrequency: Int = 2, preTokenizer: PreTokenizerPattern = .cl100k,
    specialTokens: [String] = Self.robertaSpecialTokens, maximumTokenLength: Int? = nil
  ) {
    self.vocabularySize = vocabularySize
    self.minimumFrequency = minimumFrequency
    self.preTokenizer = preTokenizer
    self.specialTokens = specialTokens
    self.maximumTokenLength = maximumTokenLength
  }

  /// Trains on texts, each cut into words on its own.
  ///
  /// - Throws: if the vocabulary has no room for the special tokens and the bytes, or lacks `<s>` or `</s>`.
  package func train(_ texts: some Sequence<[UInt8]>) throws(TokenizerError) -> Tokenizer {
    let (alphabet, byteTokens) = firstTokens()
    guard vocabularySize >= alphabet.count, vocabularySize <= Int(Int32.max) else {
      throw TokenizerError(
        file: "trainer", field: "vocabularySize",
        problem: "\(vocabularySize) has no room for \(alphabet.count) special tokens and bytes")
    }
    for name in ["<s>", "</s>"] where !specialTokens.contains(name) {
      throw TokenizerError(file: "trainer", field: "specialTokens", problem: "lacks \(name)")
    }
    var learner = MergeLearner(
      words: count(texts), vocabulary: alphabet, byteTokens: byteTokens, vocabularySize: vocabularySize,
      minimumFrequency: minimumFrequency, maximumTokenLength: maximumTokenLength)
    learner.learn()
    return try Tokenizer(
      vocabulary: learner.vocabulary, merges: Self.lastOfEachPair(learner.merges), pattern: preTokenizer)
  }

  /// The special tokens and the bytes' tokens, these in the order of their characters, and the id of each byte.
  private func firstTokens() -> (Vocabulary, byteTokens: [Int32]) {
    var vocabulary = Vocabulary(capacity: min(vocabularySize, 1 << 20))
    for token in specialTokens {
      var token = token
      _ = token.withUTF8 { vocabulary.append($0) }
    }
    var byteTokens = [Int32](repeating: 0, count: 256)
    for byte in (0..<256).sorted(by: { ByteLevelAlphabet.scalars[$0] < ByteLevelAlphabet.scalars[$1] }) {
      ByteLevelAlphabet.encode(CollectionOfOne(UInt8(byte))).withUnsafeBufferPointer { text in
        _ = vocabulary.append(text)
        byteTokens[byte] = vocabulary.id(of: text) ?? 0
      }
    }
    return (vocabulary, byteTokens)
  }

  private func count(_ texts: some Sequence<[UInt8]>) -> WordCounter {
    var words = WordCounter()
    let classes = UnicodeClasses.table()
    for text in texts {
      text.withUnsafeBufferPointer { text in
        guard let base = text.baseAddress else { return }
        let scanner = CharacterScanner(text: base, end: text.count, classes: classes)
        var offset = 0
        while offset < text.count {
          let end = scanner.piece(preTokenizer, from: offset).end
          words.add(UnsafeBufferPointer(rebasing: text[offset..<end]))
          offset = end
        }
      }
    }
    return words
  }

  /// A pair that was learned twice keeps its last rank, as it would in Hugging Face's table of merges.
  private static func lastOfEachPair(_ merges: [BytePairModel.Merge]) -> [BytePairModel.Merge] {
    var seen: Set<UInt64> = []
    let kept = merges.reversed().filter { seen.insert(MergeTable.pair($0.left, $0.right)).inserted }
    return kept.reversed()
  }
}
