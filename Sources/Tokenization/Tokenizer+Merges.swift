extension Tokenizer {
  /// The two tokens that each token was merged from, by its id; the first merge of several that make the same token.
  ///
  /// Tokens that no merge makes (bytes, special and added tokens) are not in it.
  package var mergedFrom: [Int32: (left: Int32, right: Int32)] {
    var parts: [Int32: (left: Int32, right: Int32)] = [:]
    for merge in model.merges where parts[merge.id] == nil { parts[merge.id] = (merge.left, merge.right) }
    return parts
  }
}
