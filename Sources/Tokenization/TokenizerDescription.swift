internal import JSON

/// All of a tokenizer but its model: the components as tokenizer.json has them.
struct TokenizerDescription: Sendable {
  /// The file that it came from, for errors.
  var file = "tokenizer.json"
  var addedTokens: [AddedToken] = []
  var preTokenizer: JSONValue = .null
  var postProcessor: JSONValue = .null
  var decoder: JSONValue = .null
  /// Kept as it is: what is encoded here is never padded.
  var padding: JSONValue = .null
  var truncation: JSONValue = .null
  /// The length that `truncation` cuts to.
  var maxLength: Int?

  /// The model's vocabulary with the added tokens that it lacks.
  func extending(_ model: Vocabulary) throws(TokenizerError) -> Vocabulary {
    var vocabulary = model
    var seen: Set<Int32> = []
    let order = addedTokens.indices.sorted { addedTokens[$0].id < addedTokens[$1].id }
    for index in order {
      let token = addedTokens[index]
      guard !token.content.isEmpty else { throw error(index, "content", "is empty") }
      guard seen.insert(token.id).inserted else { throw error(index, "id", "\(token.id) stands twice") }
      if let known = vocabulary.id(of: token.content) {
        guard known == token.id else { throw error(index, "id", "is \(token.id), but model.vocab says \(known)") }
      } else {
        guard Int(token.id) == vocabulary.count else {
          throw error(index, "id", "is \(token.id), but the next free id is \(vocabulary.count)")
        }
        var content = token.content
        _ = content.withUTF8 { vocabulary.append($0) }
      }
    }
    return vocabulary
  }

  private func error(_ index: Int, _ key: String, _ problem: String) -> TokenizerError {
    TokenizerError(file: file, field: "added_tokens[\(index)].\(key)", problem: problem)
  }
}

extension TokenizerDescription {
  /// The components of a tokenizer of RoBERTa's kind with GPT-2's or another pattern: what RoBERTa's own
  /// tokenizer.json says, and what a file pair vocab.json and merges.txt means.
  static func roberta(pattern: PreTokenizerPattern, bos: AddedToken, eos: AddedToken) -> TokenizerDescription {
    var description = TokenizerDescription()
    description.preTokenizer = preTokenizer(pattern)
    description.postProcessor = [
      "type": "RobertaProcessing", "sep": [.string(eos.content), .integer(Int(eos.id))],
      "cls": [.string(bos.content), .integer(Int(bos.id))], "trim_offsets": true, "add_prefix_space": false,
    ]
    description.decoder = byteLevel(usesRegex: true)
    return description
  }

  private static func preTokenizer(_ pattern: PreTokenizerPattern) -> JSONValue {
    if pattern == .gpt2 { return byteLevel(usesRegex: true) }
    let split: JSONValue = [
      "type": "Split", "pattern": ["Regex": .string(pattern.regularExpression)], "behavior": "Isolated",
      "invert": false,
    ]
    return ["type": "Sequence", "pretokenizers": [split, byteLevel(usesRegex: false)]]
  }

  private static func byteLevel(usesRegex: Bool) -> JSONValue {
    ["type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": .bool(usesRegex)]
  }
}
