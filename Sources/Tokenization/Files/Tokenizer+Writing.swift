internal import JSON

extension Tokenizer {
  /// The tokenizer as a tokenizer.json that Hugging Face `tokenizers` reads; the same tokenizer, the same bytes. It is all
  /// on one line, and merges are strings where they can be: half as much to read at every start.
  package func tokenizerJSON() -> [UInt8] {
    let root: JSONValue = [
      "version": "1.0", "truncation": description.truncation, "padding": description.padding,
      "added_tokens": .array(description.addedTokens.map(\.json)), "normalizer": .null,
      "pre_tokenizer": description.preTokenizer, "post_processor": description.postProcessor,
      "decoder": description.decoder, "model": modelJSON,
    ]
    return root.serialized()
  }

  private var modelJSON: JSONValue {
    let options = model.options
    return [
      "type": "BPE", "dropout": .null, "unk_token": options.unknownToken.map { .string($0) } ?? .null,
      "continuing_subword_prefix": .null, "end_of_word_suffix": .null, "fuse_unk": .bool(options.fusesUnknown),
      "byte_fallback": false, "ignore_merges": .bool(options.ignoresMerges), "vocab": vocabularyJSON,
      "merges": .array(mergesJSON),
    ]
  }

  /// The merges as `"a b"`, or all as `["a", "b"]` where a token has a space in it: the reader takes one form or the other.
  private var mergesJSON: [JSONValue] {
    let hasSpace = model.merges.contains { merge in
      [merge.left, merge.right].contains { model.vocabulary.withText(Int($0)) { $0.contains(0x20) } }
    }
    return hasSpace ? merges { .array([.string($0), .string($1)]) } : merges { .string("\($0) \($1)") }
  }

  private var vocabularyJSON: JSONValue {
    var members = JSONObject(minimumCapacity: model.vocabulary.count)
    for id in model.vocabulary.indices { members[model.vocabulary.string(id)] = .integer(id) }
    return .object(members)
  }

  private func merges<Result>(_ form: (String, String) -> Result) -> [Result] {
    model.merges.map { form(model.vocabulary.string(Int($0.left)), model.vocabulary.string(Int($0.right))) }
  }

  /// The model's vocabulary as a vocab.json.
  package func vocabJSON() -> [UInt8] { vocabularyJSON.serialized() }

  /// The merges as a merges.txt.
  package func mergesText() -> [UInt8] {
    Array((["#version: 0.2"] + merges { "\($0) \($1)" }).map { $0 + "\n" }.joined().utf8)
  }
}
