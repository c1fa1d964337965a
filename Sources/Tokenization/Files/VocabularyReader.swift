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
    if let vocabulary = vocabularyInOrder(&cursor), cursor.offset == bytes.count { return vocabulary }
    return try vocabularyInAnyOrder(bytes, field: field)
  }

  /// Reads the vocabulary here, if its ids stand in order, as in all files that programs write; nil, somewhere within it,
  /// where they do not, or something is wrong.
  func vocabularyInOrder(_ cursor: inout ByteCursor) -> Vocabulary? {
    var scratch: [UInt8] = []
    // An entry has some 16 bytes, if it has a line of its own some more, and as many may be the merges'.
    var vocabulary = Vocabulary(capacity: (cursor.bytes.count - cursor.offset) / 40)
    guard cursor.take("{") else { return nil }
    repeat {
      guard cursor.withString(&scratch, { vocabulary.append($0) }) == true else { return nil }
      guard cursor.take(":"), cursor.readNatural() == vocabulary.count - 1 else { return nil }
    } while cursor.take(",")
    return cursor.take("}") ? vocabulary : nil
  }

  private func vocabularyInAnyOrder(
    _ bytes: UnsafeBufferPointer<UInt8>, field: String
  ) throws(TokenizerError) -> Vocabulary {
    var cursor = ByteCursor(bytes)
    var text: [UInt8] = []
    var entries: [Entry] = []
    guard cursor.take("{") else { throw error(field, "expected an object of tokens and their ids") }
    var goesOn = !cursor.take("}")
    while goesOn {
      let start = text.count
      guard cursor.readString(into: &text) else {
        throw error(field, "expected a token at byte \(cursor.offset)")
      }
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

  /// The merges that the whole of `bytes` is an array of.
  func merges(
    _ bytes: UnsafeBufferPointer<UInt8>, field: String, vocabulary: Vocabulary
  ) throws(TokenizerError) -> [BytePairModel.Merge] {
    var cursor = ByteCursor(bytes)
    let merges = try merges(&cursor, field: field, vocabulary: vocabulary)
    guard cursor.offset == bytes.count else { throw error(field, "goes on after \(merges.count) merges") }
    return merges
  }

  /// Reads the merges of tokenizer.json: an array of `"a b"` or of `["a", "b"]`.
  func merges(
    _ cursor: inout ByteCursor, field: String, vocabulary: Vocabulary
  ) throws(TokenizerError) -> [BytePairModel.Merge] {
    var merges: [BytePairModel.Merge] = []
    var text: [UInt8] = []
    guard cursor.take("[") else { throw error(field, "expected an array of merges") }
    var goesOn = !cursor.take("]")
    let isEmpty = !goesOn
    while goesOn {
      if let merge = plainMerge(&cursor, vocabulary, likely: (merges.last?.id ?? -1) + 1, &text) {
        merges.append(merge)
        goesOn = cursor.take(",")
        continue
      }
      text.removeAll(keepingCapacity: true)
      let name = { "\(field)[\(merges.count)]" }
      if cursor.byte == UInt8(ascii: "[") {
        let middle = try readPair(&cursor, into: &text, name)
        merges.append(try merge(text[...], left: ..<middle, right: middle..., vocabulary, name))
      } else {
        guard cursor.readString(into: &text) else {
          throw error(name(), "expected a string of two tokens, or an array of them")
        }
        merges.append(try merge(line: text[...], vocabulary, name))
      }
      goesOn = cursor.take(",")
    }
    guard isEmpty || cursor.take("]") else {
      throw error(field, "expected ',' or ']' after \(merges.count) merges")
    }
    return merges
  }

  /// Reads a merge, in either form, in which nothing is escaped; nil, without moving, where there is none, or a token that
  /// the vocabulary has not.
  private func plainMerge(
    _ cursor: inout ByteCursor, _ vocabulary: Vocabulary, likely: Int32, _ scratch: inout [UInt8]
  ) -> BytePairModel.Merge? {
    var ahead = cursor
    guard let pair = ahead.byte == UInt8(ascii: "[") ? Self.plainPair(&ahead) : Self.plainLine(&ahead),
      let left = vocabulary.id(of: pair.left), let right = vocabulary.id(of: pair.right)
    else { return nil }
    var id: Int32? = likely
    // Merges stand in the order of what they make: mostly it is the next token.
    if !vocabulary.isText(of: Int(likely), pair.left, pair.right) {
      scratch.removeAll(keepingCapacity: true)
      scratch += pair.left
      scratch += pair.right
      id = scratch.withUnsafeBufferPointer { vocabulary.id(of: $0) }
    }
    guard let id else { return nil }
    cursor = ahead
    return BytePairModel.Merge(left: left, right: right, id: id)
  }

  private typealias PlainPair = (left: UnsafeBufferPointer<UInt8>, right: UnsafeBufferPointer<UInt8>)

  private static func plainPair(_ cursor: inout ByteCursor) -> PlainPair? {
    guard cursor.take("["), let left = cursor.readPlainString(), cursor.take(","),
      let right = cursor.readPlainString(), cursor.take("]")
    else { return nil }
    return (left, right)
  }

  private static func plainLine(_ cursor: inout ByteCursor) -> PlainPair? {
    guard let line = cursor.readPlainString(), let space = onlySpace(in: line) else { return nil }
    return (UnsafeBufferPointer(rebasing: line[..<space]), UnsafeBufferPointer(rebasing: line[(space + 1)...]))
  }

  private static func onlySpace(in line: UnsafeBufferPointer<UInt8>) -> Int? {
    var space: Int?
    for index in line.indices where line[index] == 0x20 {
      guard space == nil else { return nil }
      space = index
    }
    return space
  }

  /// Reads an array of two tokens end to end, and gives where the second one begins.
  private func readPair(
    _ cursor: inout ByteCursor, into text: inout [UInt8], _ name: () -> String
  ) throws(TokenizerError) -> Int {
    guard cursor.take("["), cursor.readString(into: &text) else { throw error(name(), "expected two tokens") }
    let middle = text.count
    guard cursor.take(","), cursor.readString(into: &text), cursor.take("]") else {
      throw error(name(), "expected two tokens")
    }
    return middle
  }

  /// A merge written as two tokens with one space between.
  func merge(
    line: ArraySlice<UInt8>, _ vocabulary: Vocabulary, _ name: () -> String
  ) throws(TokenizerError) -> BytePairModel.Merge {
    guard let space = line.firstIndex(of: 0x20), !line[(space + 1)...].contains(0x20) else {
      throw error(name(), "\(Self.quoted(line)) is not two tokens with a space between them")
    }
    let middle = space - line.startIndex
    let joined = line[..<space] + line[(space + 1)...]
    return try merge(joined, left: ..<middle, right: middle..., vocabulary, name)
  }

  /// The merge of the two parts of `joined`.
  private func merge(
    _ joined: ArraySlice<UInt8>, left: PartialRangeUpTo<Int>, right: PartialRangeFrom<Int>, _ vocabulary: Vocabulary,
    _ name: () -> String
  ) throws(TokenizerError) -> BytePairModel.Merge {
    let ids = joined.withUnsafeBufferPointer { joined in
      (
        vocabulary.id(of: UnsafeBufferPointer(rebasing: joined[left])),
        vocabulary.id(of: UnsafeBufferPointer(rebasing: joined[right])), vocabulary.id(of: joined)
      )
    }
    if let left = ids.0, let right = ids.1, let id = ids.2 {
      return BytePairModel.Merge(left: left, right: right, id: id)
    }
    let all = Array(joined)
    let missing = ids.0 == nil ? all[left] : ids.1 == nil ? all[right] : all[...]
    throw error(name(), "\(Self.quoted(missing)) is no token of the vocabulary")
  }

  func error(_ field: String, _ problem: String) -> TokenizerError {
    TokenizerError(file: file, field: field, problem: problem)
  }

  static func quoted(_ text: some Sequence<UInt8>) -> String {
    "\"" + String(decoding: Array(text), as: UTF8.self) + "\""
  }
}
