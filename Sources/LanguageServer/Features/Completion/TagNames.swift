import CodeBlocks
import Languages

/// Which languages go by what has been typed of a tag.
struct TagNames: Sendable {
  /// A language that does: what is written for it, and the name that an editor finds it by.
  struct Match: Sendable, Hashable {
    let tag: String
    let filterText: String
  }

  let tags: CodeBlockTags
  /// What stands between the beginning of the tag and the cursor.
  let typed: String

  /// Nil for a language of which no name begins like that, and for one whose tag would not be one word.
  func match(_ language: String) -> Match? {
    let tag = tags.tag(for: language)
    guard CodeBlockTags.isOneWord(tag) else { return nil }
    let entry = Languages[language]
    let names = [tag, language, entry?.name ?? language] + (entry?.aliases ?? [])
    let start = typed.lowercased()
    // An editor compares with or without regard to case; what was typed and the rest of the name suits both.
    guard let name = names.first(where: { $0.lowercased().hasPrefix(start) }) else { return nil }
    return Match(tag: tag, filterText: typed + name.dropFirst(typed.count))
  }
}
