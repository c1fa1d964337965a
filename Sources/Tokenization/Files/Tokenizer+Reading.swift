internal import JSON

extension Tokenizer {
  /// Reads a tokenizer.json of Hugging Face.
  ///
  /// The components are a closed list; anything else is an error that names it.
  package init(tokenizerJSON bytes: [UInt8]) throws(TokenizerError) {
    let file = "tokenizer.json"
    let vocabularyReader = VocabularyReader(file: file)
    let fields = bytes.withUnsafeBufferPointer { LargeFields($0, reader: vocabularyReader) }
    let root = try Self.parse(fields.remainder(of: bytes), file: file)
    let reader = JSONDecodingReader(root)
    let description = try TokenizerError.inFile(file) { () throws(JSONFieldError) in
      try TokenizerDescription(reader)
    }
    let options = try TokenizerError.inFile(file) { () throws(JSONFieldError) in
      try BytePairModel.Options(reader.field("model"))
    }
    // Without the two fields the remainder has what stood in their place, and is complained about as such.
    let (vocabulary, merges) = try bytes.withUnsafeBufferPointer { (bytes) throws(TokenizerError) in
      try fields.read(bytes, vocabularyReader)
    }
    let model = try BytePairModel(vocabulary: vocabulary, merges: merges, options: options, file: file)
    try self.init(model: model, description: description)
  }

  static func parse(_ bytes: [UInt8], file: String) throws(TokenizerError) -> JSONValue {
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      throw TokenizerError(file: file, field: "", problem: "\(error)")
    }
  }

  /// Where the two large fields stand in a tokenizer.json, and what they say, where nothing is unusual about them: then
  /// each byte of them is looked at once.
  private struct LargeFields {
    private var vocabularyPlace: Range<Int>?
    private var mergesPlace: Range<Int>?
    private var vocabulary: Vocabulary?
    private var merges: [BytePairModel.Merge]?

    init(_ bytes: UnsafeBufferPointer<UInt8>, reader: VocabularyReader) {
      var fields = LargeFields()
      var document = ByteCursor(bytes)
      document.members { key, model in
        guard key.elementsEqual("model".utf8) else {
          model.skipValue()
          return true
        }
        model.members { key, value in
          if fields.vocabularyPlace == nil, key.elementsEqual("vocab".utf8) {
            fields.stepOverVocabulary(&value, reader)
          } else if fields.mergesPlace == nil, key.elementsEqual("merges".utf8) {
            fields.stepOverMerges(&value, reader)
          } else {
            value.skipValue()
          }
          // What comes behind the two is of no interest.
          return fields.vocabularyPlace == nil || fields.mergesPlace == nil
        }
        return false
      }
      self = fields
    }

    private init() {}

    private mutating func stepOverVocabulary(_ value: inout ByteCursor, _ reader: VocabularyReader) {
      let start = value.offset
      var ahead = value
      vocabulary = reader.vocabularyInOrder(&ahead)
      if vocabulary == nil { value.skipValue() } else { value = ahead }
      vocabularyPlace = start..<value.offset
    }

    private mutating func stepOverMerges(_ value: inout ByteCursor, _ reader: VocabularyReader) {
      let start = value.offset
      var ahead = value
      if let vocabulary { merges = try? reader.merges(&ahead, field: "model.merges", vocabulary: vocabulary) }
      if merges == nil { value.skipValue() } else { value = ahead }
      mergesPlace = start..<value.offset
    }

    /// What the two say; what has not been read in passing is read now, or complained about.
    func read(
      _ bytes: UnsafeBufferPointer<UInt8>, _ reader: VocabularyReader
    ) throws(TokenizerError) -> (Vocabulary, [BytePairModel.Merge]) {
      if let vocabulary, let merges { return (vocabulary, merges) }
      let vocabulary = try reader.vocabulary(slice(vocabularyPlace, of: bytes), field: "model.vocab")
      let merges = slice(mergesPlace, of: bytes)
      return (vocabulary, try reader.merges(merges, field: "model.merges", vocabulary: vocabulary))
    }

    /// The document with nothing in the two fields.
    func remainder(of bytes: [UInt8]) -> [UInt8] {
      var remainder: [UInt8] = []
      var offset = 0
      for range in [vocabularyPlace, mergesPlace].compactMap(\.self).sorted(by: { $0.lowerBound < $1.lowerBound }) {
        remainder += bytes[offset..<range.lowerBound] + "null".utf8
        offset = range.upperBound
      }
      return remainder + bytes[offset...]
    }

    private func slice(_ range: Range<Int>?, of bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[range ?? 0..<0])
    }
  }
}

extension TokenizerDescription {
  /// Reads all of tokenizer.json but the model.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    let known: Set = [
      "version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder",
      "model",
    ]
    try reader.refuseKeys(besides: known)
    if let version = try reader.optionalString("version"), version != "1.0" {
      throw try reader.field("version").error("\(version) is not supported (1.0)")
    }
    if let normalizer = try reader.optional("normalizer") { throw normalizer.error(Self.naming(normalizer)) }
    for token in try reader.optional("added_tokens")?.array() ?? [] { addedTokens.append(try AddedToken(token)) }
    preTokenizer = reader.value["pre_tokenizer"] ?? .null
    postProcessor = reader.value["post_processor"] ?? .null
    decoder = reader.value["decoder"] ?? .null
    padding = reader.value["padding"] ?? .null
    truncation = reader.value["truncation"] ?? .null
    maxLength = try reader.optional("truncation").map { truncation throws(JSONFieldError) in
      if let direction = try truncation.optionalString("direction"), direction != "Right" {
        throw try truncation.field("direction").error("\(direction) is not supported (Right)")
      }
      return try truncation.integer("max_length", in: 0...Int(Int32.max))
    }
  }

  private static func naming(_ normalizer: JSONDecodingReader) -> String {
    "\(normalizer.value["type"]?.stringValue ?? normalizer.value.kindDescription) is not supported; must be null"
  }
}

extension BytePairModel.Options {
  /// Reads the options of `model`, and refuses what would make it another kind of model.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    let known: Set = [
      "type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback",
      "ignore_merges", "vocab", "merges",
    ]
    try reader.refuseKeys(besides: known)
    for key in ["vocab", "merges"] { _ = try reader.field(key) }
    if let type = try reader.optionalString("type"), type != "BPE" {
      throw try reader.field("type").error("\(type) is not supported (BPE)")
    }
    if let dropout = try reader.optionalDouble("dropout"), dropout != 0 {
      throw try reader.field("dropout").error("is not supported")
    }
    for key in ["continuing_subword_prefix", "end_of_word_suffix"] {
      if let text = try reader.optionalString(key), !text.isEmpty {
        throw try reader.field(key).error("is not supported")
      }
    }
    if try reader.optionalBool("byte_fallback") == true {
      throw try reader.field("byte_fallback").error("is not supported")
    }
    unknownToken = try reader.optionalString("unk_token")
    fusesUnknown = try reader.optionalBool("fuse_unk") ?? false
    ignoresMerges = try reader.optionalBool("ignore_merges") ?? false
  }
}

extension BytePairModel {
  /// A model whose unknown token and bytes are looked up in its vocabulary.
  convenience init(
    vocabulary: Vocabulary, merges: [Merge], options: Options, file: String
  ) throws(TokenizerError) {
    var unknownID: Int32 = -1
    if let token = options.unknownToken {
      guard let id = vocabulary.id(of: token) else {
        throw TokenizerError(
          file: file, field: "model.unk_token", problem: "\(token) is no token of the vocabulary")
      }
      unknownID = id
    }
    self.init(vocabulary: vocabulary, merges: merges, options: options, unknownID: unknownID)
    if unknownID < 0, let byte = (0..<256).first(where: { byteTokens[$0] < 0 }) {
      let character = String(decoding: ByteLevelAlphabet.encode([UInt8(byte)]), as: UTF8.self)
      throw TokenizerError(
        file: file, field: "model.vocab",
        problem: "has no token \"\(character)\" for byte \(byte), and model.unk_token is null")
    }
  }
}
