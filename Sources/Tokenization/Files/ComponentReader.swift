internal import JSON

/// Reads the components of a tokenizer: a closed list, anything else an error that names it.
struct ComponentReader {
  let file: String
  let vocabulary: Vocabulary

  /// Reads `pre_tokenizer`.
  func preTokenizer(_ value: JSONValue) throws(TokenizerError) -> PreTokenizer {
    try TokenizerError.inFile(file) { () throws(JSONFieldError) in
      let reader = JSONDecodingReader(value, path: "pre_tokenizer")
      guard !value.isNull else { throw reader.error("is null; a byte-level model needs ByteLevel") }
      var result = PreTokenizer()
      result.isSequence = try reader.string("type") == "Sequence"
      let parts = result.isSequence ? try reader.array("pretokenizers") : [reader]
      guard let last = parts.last, try last.string("type") == "ByteLevel" else {
        throw reader.error("does not end with ByteLevel")
      }
      for part in parts.dropLast() { result.splitters.append(try splitter(part)) }
      result.addsPrefixSpace = try last.bool("add_prefix_space")
      result.trimsOffsets = try last.optionalBool("trim_offsets") ?? true
      result.usesRegex = try last.optionalBool("use_regex") ?? true
      return result
    }
  }

  private func splitter(_ reader: JSONDecodingReader) throws(JSONFieldError) -> PreTokenizer.Splitter {
    let type = try reader.string("type")
    switch type {
    case "Split": return .pattern(try pattern(reader))
    case "Digits": return .digits(individually: try reader.bool("individual_digits"))
    case "ByteLevel": throw reader.error("ByteLevel can only come last")
    default: throw try reader.field("type").error("\(type) is not supported here (ByteLevel, Split, Digits, Sequence)")
    }
  }

  private func pattern(_ reader: JSONDecodingReader) throws(JSONFieldError) -> PreTokenizerPattern {
    let field = try reader.field("pattern")
    guard let expression = try field.optionalString("Regex") else { throw field.error("only a Regex is supported") }
    guard let pattern = PreTokenizerPattern(regularExpression: expression) else {
      throw try field.field("Regex").error("is none of the supported expressions: \(expression)")
    }
    let behavior = try reader.string("behavior")
    guard behavior == "Isolated" else { throw try reader.field("behavior").error("\(behavior) is not supported") }
    guard try reader.optionalBool("invert") != true else { throw try reader.field("invert").error("is not supported") }
    return pattern
  }

  /// Sees to it that the decoder is ByteLevel.
  func checkDecoder(_ value: JSONValue) throws(TokenizerError) {
    try TokenizerError.inFile(file) { () throws(JSONFieldError) in
      let reader = JSONDecodingReader(value, path: "decoder")
      guard !value.isNull else { throw reader.error("is null; a byte-level model needs ByteLevel") }
      let type = try reader.string("type")
      guard type == "ByteLevel" else { throw try reader.field("type").error("\(type) is not supported (ByteLevel)") }
    }
  }

  /// Reads `post_processor`.
  func postProcessor(_ value: JSONValue) throws(TokenizerError) -> PostProcessor {
    var result = PostProcessor()
    guard !value.isNull else { return result }
    try TokenizerError.inFile(file) { () throws(JSONFieldError) in
      try add(JSONDecodingReader(value, path: "post_processor"), to: &result)
    }
    return result
  }

  private func add(_ reader: JSONDecodingReader, to result: inout PostProcessor) throws(JSONFieldError) {
    let type = try reader.string("type")
    switch type {
    case "ByteLevel": try addTrimming(reader, to: &result)
    case "RobertaProcessing":
      try addTrimming(reader, to: &result)
      result.prefix.insert(try specialToken(reader.field("cls")), at: 0)
      result.suffix.append(try specialToken(reader.field("sep")))
    case "TemplateProcessing": try addTemplate(reader, to: &result)
    case "Sequence":
      for part in try reader.array("processors") { try add(part, to: &result) }
    default:
      throw try reader.field("type").error(
        "\(type) is not supported (RobertaProcessing, TemplateProcessing, ByteLevel, Sequence)")
    }
  }

  private func addTrimming(_ reader: JSONDecodingReader, to result: inout PostProcessor) throws(JSONFieldError) {
    let addsPrefixSpace = try reader.bool("add_prefix_space")
    if try reader.bool("trim_offsets") {
      result.trimmings.append(PostProcessor.Trimming(addsPrefixSpace: addsPrefixSpace))
    }
  }

  /// A pair of a token and its id.
  private func specialToken(_ reader: JSONDecodingReader) throws(JSONFieldError) -> Int32 {
    let parts = try reader.array()
    guard parts.count == 2 else { throw reader.error("is not a pair of a token and its id") }
    return try check(try parts[0].string(), parts[1])
  }

  /// The id that `reader` has, which must be the one of the token.
  private func check(_ token: String, _ reader: JSONDecodingReader) throws(JSONFieldError) -> Int32 {
    let id = try reader.integer()
    guard let known = vocabulary.id(of: token) else { throw reader.error("\(token) is not in the vocabulary") }
    guard Int(known) == id else { throw reader.error("is \(id), but the vocabulary gives \(token) the id \(known)") }
    return known
  }

  private func addTemplate(_ reader: JSONDecodingReader, to result: inout PostProcessor) throws(JSONFieldError) {
    let special = try reader.field("special_tokens")
    var prefix: [Int32] = []
    var suffix: [Int32] = []
    var sequences = 0
    for piece in try reader.array("single") {
      if let token = try piece.optional("SpecialToken") {
        let ids = try templateToken(try token.string("id"), in: special)
        if sequences == 0 { prefix += ids } else { suffix += ids }
      } else if try piece.field("Sequence").string("id") == "A" {
        sequences += 1
      } else {
        throw piece.error("is not sequence A")
      }
    }
    guard sequences == 1 else { throw try reader.field("single").error("must have sequence A exactly once") }
    result.prefix = prefix + result.prefix
    result.suffix += suffix
  }

  private func templateToken(
    _ name: String, in special: JSONDecodingReader
  ) throws(JSONFieldError) -> [Int32] {
    let entry = try special.field(name)
    let ids = try entry.array("ids")
    let tokens = try entry.strings("tokens")
    guard ids.count == tokens.count else { throw entry.error("ids and tokens differ in number") }
    var result: [Int32] = []
    for (id, token) in zip(ids, tokens) { result.append(try check(token, id)) }
    return result
  }
}

extension TokenizerError {
  /// Runs `body` and names the file in its error.
  static func inFile<Result>(
    _ file: String, _ body: () throws(JSONFieldError) -> Result
  ) throws(TokenizerError) -> Result {
    do {
      return try body()
    } catch {
      throw TokenizerError(file: file, field: error.path, problem: error.problem)
    }
  }
}
