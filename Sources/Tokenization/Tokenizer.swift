internal import JSON

/// A byte-level byte-pair tokenizer: Hugging Face's files in and out, text to ids and back.
///
/// A value that may be shared by any number of threads; nothing in it changes. Text is bytes: those that are no valid
/// UTF-8 are kept, each a character of its own that is no letter, number or space.
package struct Tokenizer: Sendable {
  let model: BytePairModel
  /// All tokens: the model's, then those that only `added_tokens` has.
  let vocabulary: Vocabulary
  let description: TokenizerDescription
  let splitting: TextEncoder.Splitting
  let postProcessor: PostProcessor
  let matchers: AddedTokenMatchers
  let classes = UnicodeClasses.table()

  /// If true, the text of a special token is read like any other text, instead of becoming that token (Hugging Face's
  /// `encode_special_tokens`; false there too unless set). Programs have `<s>` and `<mask>` in them without meaning it.
  package var encodesSpecialTokens = false

  /// How many ids there are.
  package var vocabularySize: Int { vocabulary.count }

  /// The ids of the special tokens.
  package let specialTokens: SpecialTokens

  /// The tokens found in the text before all else.
  package var addedTokens: [AddedToken] { description.addedTokens }

  init(model: BytePairModel, description: TokenizerDescription) throws(TokenizerError) {
    self.model = model
    self.description = description
    vocabulary = try description.extending(model.vocabulary)
    let components = ComponentReader(file: description.file, vocabulary: vocabulary)
    try components.checkDecoder(description.decoder)
    let preTokenizer = try components.preTokenizer(description.preTokenizer)
    postProcessor = try components.postProcessor(description.postProcessor)
    splitting = TextEncoder.Splitting(preTokenizer)
    matchers = AddedTokenMatchers(description.addedTokens)
    specialTokens = SpecialTokens(vocabulary, postProcessor)
  }

  /// The text of a token, in the byte-level alphabet.
  package func token(_ id: Int32) -> String? {
    vocabulary.indices.contains(Int(id)) ? vocabulary.string(Int(id)) : nil
  }

  /// The id of a token by its text, in the byte-level alphabet.
  package func id(of token: String) -> Int32? {
    vocabulary.id(of: token)
  }
}

extension SpecialTokens {
  /// The tokens by RoBERTa's names; beginning and end by what the post-processor puts there, if it does.
  init(_ vocabulary: Vocabulary, _ postProcessor: PostProcessor) {
    bos = postProcessor.prefix.first ?? vocabulary.id(of: "<s>") ?? -1
    eos = postProcessor.suffix.last ?? vocabulary.id(of: "</s>") ?? -1
    pad = vocabulary.id(of: "<pad>") ?? -1
    unk = vocabulary.id(of: "<unk>") ?? -1
    mask = vocabulary.id(of: "<mask>") ?? -1
  }
}
