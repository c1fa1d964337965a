extension Tokenizer {
  /// Appends the ids of a text: the hot path. Nothing is allocated for a token or a word of up to 64 bytes, short words
  /// that came before are not merged again, and no more of the text is read than `maxLength` tokens need.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - maxLength: the most ids to append, special tokens included; the tokenizer's own truncation if nil.
  ///   - addSpecialTokens: whether to put the special tokens around, which are kept when the text is cut.
  ///   - ids: where to append.
  package func encode(
    _ bytes: UnsafeBufferPointer<UInt8>, maxLength: Int?, addSpecialTokens: Bool, into ids: inout [Int32]
  ) {
    let limits = Limits(self, maxLength: maxLength, addSpecialTokens: addSpecialTokens)
    if addSpecialTokens { ids.append(contentsOf: postProcessor.prefix.prefix(limits.prefix)) }
    let contentEnd = limits.content > Int.max - ids.count ? Int.max : ids.count + limits.content
    IDSink.append(to: &ids, limit: contentEnd) { walk(bytes, into: &$0) }
    if ids.count > contentEnd { ids.removeLast(ids.count - contentEnd) }
    if addSpecialTokens { ids.append(contentsOf: postProcessor.suffix.prefix(limits.suffix)) }
  }

  /// The ids of a text, and the bytes that each stands for.
  package func encode(_ bytes: [UInt8], maxLength: Int? = nil, addSpecialTokens: Bool = true) -> Encoding {
    bytes.withUnsafeBufferPointer { encode($0, maxLength: maxLength, addSpecialTokens: addSpecialTokens) }
  }

  /// The ids of a text, and the UTF-8 bytes that each stands for.
  package func encode(_ text: String, maxLength: Int? = nil, addSpecialTokens: Bool = true) -> Encoding {
    var text = text
    return text.withUTF8 { encode($0, maxLength: maxLength, addSpecialTokens: addSpecialTokens) }
  }

  /// The ids of a text, and the bytes that each stands for.
  package func encode(
    _ bytes: UnsafeBufferPointer<UInt8>, maxLength: Int? = nil, addSpecialTokens: Bool = true
  ) -> Encoding {
    let limits = Limits(self, maxLength: maxLength, addSpecialTokens: addSpecialTokens)
    var sink = EncodingSink(limit: limits.content)
    walk(bytes, into: &sink)
    let ids = sink.ids.prefix(limits.content)
    let offsets = offsets(of: sink, limit: limits.content, in: bytes)
    guard addSpecialTokens else { return Encoding(ids: Array(ids), offsets: offsets) }
    return Encoding(
      ids: Array(postProcessor.prefix.prefix(limits.prefix)) + ids + Array(postProcessor.suffix.prefix(limits.suffix)),
      offsets: Array(repeating: 0..<0, count: limits.prefix) + offsets
        + Array(repeating: 0..<0, count: limits.suffix))
  }

  /// How many tokens of each kind fit.
  private struct Limits {
    let prefix: Int
    let content: Int
    let suffix: Int

    init(_ tokenizer: Tokenizer, maxLength: Int?, addSpecialTokens: Bool) {
      let limit = max(0, maxLength ?? tokenizer.description.maxLength ?? Int.max)
      let processor = tokenizer.postProcessor
      prefix = addSpecialTokens ? min(limit, processor.prefix.count) : 0
      suffix = addSpecialTokens ? min(limit - prefix, processor.suffix.count) : 0
      content = limit - prefix - suffix
    }
  }

  private func walk(_ bytes: UnsafeBufferPointer<UInt8>, into sink: inout some TokenSink) {
    guard let base = bytes.baseAddress, sink.room > 0 else { return }
    WordEncoder.with(model) { words in
      TextEncoder(
        text: CharacterScanner(text: base, end: bytes.count, classes: classes), words: words, matchers: matchers,
        splitting: splitting, skippingSpecial: encodesSpecialTokens
      ).encode(into: &sink)
    }
  }
}
