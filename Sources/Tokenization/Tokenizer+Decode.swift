extension Tokenizer {
  /// The bytes that ids stand for.
  ///
  /// - Parameters:
  ///   - ids: an id that is none of the vocabulary's stands for nothing.
  ///   - skipSpecialTokens: whether to leave special tokens out.
  /// - Returns: exactly the bytes that were encoded, special tokens aside.
  package func decode(_ ids: some Sequence<Int32>, skipSpecialTokens: Bool) -> [UInt8] {
    let special = Set(skipSpecialTokens ? addedTokens.filter(\.isSpecial).map(\.id) : [])
    var output: [UInt8] = []
    for id in ids where vocabulary.indices.contains(Int(id)) && !special.contains(id) {
      vocabulary.withText(Int(id)) { text in
        // A token with a character beyond the alphabet stands for its own text.
        if !ByteLevelAlphabet.decode(text, into: &output) { output.append(contentsOf: text) }
      }
    }
    return output
  }
}
