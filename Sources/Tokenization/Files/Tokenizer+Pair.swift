/// The older form of a tokenizer: vocab.json and merges.txt.
extension Tokenizer {
  /// Reads vocab.json and merges.txt, with RoBERTa's components: ByteLevel with GPT-2's expression and without prefix
  /// space, `<s>` and `</s>` around a text. All five of RoBERTa's special tokens that the vocabulary has are added
  /// tokens; `<s>` and `</s>` it must have.
  package init(vocabJSON: [UInt8], mergesText: [UInt8]) throws(TokenizerError) {
    let vocabulary = try vocabJSON.withUnsafeBufferPointer { (bytes) throws(TokenizerError) in
      try VocabularyReader(file: "vocab.json").vocabulary(bytes, field: "")
    }
    let merges = try Self.merges(mergesText, vocabulary)
    try self.init(vocabulary: vocabulary, merges: merges, pattern: .gpt2)
  }

  /// A tokenizer of RoBERTa's kind.
  init(vocabulary: Vocabulary, merges: [BytePairModel.Merge], pattern: PreTokenizerPattern) throws(TokenizerError) {
    func added(_ name: String) -> AddedToken? {
      vocabulary.id(of: name).map { AddedToken(id: $0, content: name, stripsLeft: name == "<mask>") }
    }
    guard let bos = added("<s>"), let eos = added("</s>") else {
      throw TokenizerError(file: "vocab.json", field: "", problem: "has no token \"<s>\" or no token \"</s>\"")
    }
    var options = BytePairModel.Options()
    if vocabulary.id(of: "<unk>") != nil { options.unknownToken = "<unk>" }
    let model = try BytePairModel(vocabulary: vocabulary, merges: merges, options: options, file: "vocab.json")
    var description = TokenizerDescription.roberta(pattern: pattern, bos: bos, eos: eos)
    description.addedTokens = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"].compactMap(added)
    try self.init(model: model, description: description)
  }

  /// Reads merges.txt: a line each, after a line that begins with `#version`, if there is one.
  private static func merges(
    _ text: [UInt8], _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> [BytePairModel.Merge] {
    let reader = VocabularyReader(file: "merges.txt")
    var merges: [BytePairModel.Merge] = []
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty || line.starts(with: "#version".utf8) { continue }
      merges.append(try reader.merge(line: line, vocabulary) { "line \(index + 1)" })
    }
    return merges
  }
}
