/// Reads the two large fields of a tokenizer: the vocabulary, `{"token": id, …}`, and the merges.
struct VocabularyReader {
  let file: String

  private struct Entry {
    var text: Range<Int>
    var id: Int
  }

  /// The vocabulary that the whole of `bytes` is an object of.
  ///
  /// The ids must be 0 to the count, each once.
  func vocabulary(_ bytes: UnsafeBufferPointer<UInt8>, field: String) throws(TokenizerError) -> Vocabulary {
    var cursor = ByteCursor(bytes)
    var text: [UInt8] = []
    var entries: [Entry] = []
    guard cursor.take("{") else { throw error(field, "expected an object of tokens and their ids") }
    var goesOn = !cursor.take("}")
    while goesOn {
      let start = text.count
      guard cursor.readString() else { throw error(field, "expected a token at byte \(cursor.offset)") }
      text.append(contentsOf: cursor.string)
      let name = { field.isEmpty ? Self.quoted(text[start...]) : "\(field)[\(Self.quoted(text[start...]))]" }
      guard cursor.take(":"), let id = cursor.readNatural() else { throw error(name(), "expected an id") }
      entries.append(Entry(text: start..<text.count, id: id))
      goesOn = cursor.take(",")
    }
    guard entries.isEmpty || cursor.take("}"), cursor.offset == bytes.count else {
      throw error(field, "expected ',' or '}' at byte \(cursor.offset)")
    }
    return try assemble(entries, text, field: field)
  }

  private func assemble(
    _ entries: [Entry], _ text: [UInt8], field: String
  ) throws(TokenizerError) -> Vocabulary {
    var byID = [Int32](repeating: -1, count: entries.count)
    for (index, entry) in entries.enumerated() {
      let name = { "\(field)[\(Self.quoted(text[entry.text]))]" }
      guard entry.id < entries.count else {
        throw error(name(), "the id \(entry.id) leaves a hole: there are only \(entries.count) tokens")
      }
      guard byID[entry.id] < 0 else {
        let other = Self.quoted(text[entries[Int(byID[entry.id])].text])
        throw error(name(), "the id \(entry.id) is also that of \(other)")
      }
      byID[entry.id] = Int32(truncatingIfNeeded: index)
    }
    var vocabulary = Vocabulary(capacity: entries.count)
    for index in byID {
      let range = entries[Int(index)].text
      let isNew = text.withUnsafeBufferPointer { vocabulary.append(UnsafeBufferPointer(rebasing: $0[range])) }
      guard isNew else { throw error("\(field)[\(Self.quoted(text[range]))]", "stands twice") }
    }
    return vocabulary
  }

  /// The merges of tokenizer.json: an array of `"a b"` or of `["a", "b"]`.
  func merges(
    _ bytes: UnsafeBufferPointer<UInt8>, field: String, vocabulary: Vocabulary
  ) throws(TokenizerError) -> [BytePairModel.Merge] {
    var cursor = ByteCursor(bytes)
    var merges: [BytePairModel.Merge] = []
    guard cursor.take("[") else { throw error(field, "expected an array of merges") }
    var goesOn = !cursor.take("]")
    let isEmpty = !goesOn
    while goesOn {
      let name = "\(field)[\(merges.count)]"
      merges.append(
        cursor.byte == UInt8(ascii: "[")
          ? try pairMerge(&cursor, name, vocabulary) : try spacedMerge(&cursor, name, vocabulary))
      goesOn = cursor.take(",")
    }
    guard isEmpty || cursor.take("]"), cursor.offset == bytes.count else {
      throw error(field, "expected ',' or ']' after \(merges.count) merges")
    }
    return merges
  }

  private func pairMerge(
    _ cursor: inout ByteCursor, _ name: @autoclosure () -> String, _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> BytePairModel.Merge {
    guard cursor.take("["), cursor.readString() else { throw error(name(), "expected two tokens") }
    let left = cursor.string
    guard cursor.take(","), cursor.readString() else { throw error(name(), "expected two tokens") }
    let right = cursor.string
    guard cursor.take("]") else { throw error(name(), "expected two tokens") }
    return try merge(left[...], right[...], name(), vocabulary)
  }

  private func spacedMerge(
    _ cursor: inout ByteCursor, _ name: @autoclosure () -> String, _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> BytePairModel.Merge {
    guard cursor.readString() else { throw error(name(), "expected a string of two tokens, or an array of them") }
    return try merge(line: cursor.string[...], name(), vocabulary)
  }

  /// A merge written as two tokens with one space between.
  func merge(
    line: ArraySlice<UInt8>, _ name: @autoclosure () -> String, _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> BytePairModel.Merge {
    guard let space = line.firstIndex(of: 0x20), !line[(space + 1)...].contains(0x20) else {
      throw error(name(), "\(Self.quoted(line)) is not two tokens with a space between them")
    }
    return try merge(line[..<space], line[(space + 1)...], name(), vocabulary)
  }

  private func merge(
    _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, _ name: @autoclosure () -> String, _ vocabulary: Vocabulary
  ) throws(TokenizerError) -> BytePairModel.Merge {
    func id(_ text: ArraySlice<UInt8>) -> Int32? { text.withUnsafeBufferPointer { vocabulary.id(of: $0) } }
    guard let leftID = id(left) else { throw error(name(), "\(Self.quoted(left)) is no token of the vocabulary") }
    guard let rightID = id(right) else { throw error(name(), "\(Self.quoted(right)) is no token of the vocabulary") }
    guard let joined = id(left + right) else {
      throw error(name(), "\(Self.quoted(left + right)) is no token of the vocabulary")
    }
    return BytePairModel.Merge(left: leftID, right: rightID, id: joined)
  }

  func error(_ field: String, _ problem: String) -> TokenizerError {
    TokenizerError(file: file, field: field, problem: problem)
  }

  static func quoted(_ text: some Sequence<UInt8>) -> String {
    "\"" + String(decoding: Array(text), as: UTF8.self) + "\""
  }
}
