internal import Languages

/// What a file's name and content say about its language.
enum FileLabel: Sendable, Equatable {
  /// It is this language's.
  case language(String)
  /// Its name is one that several languages share, and its content does not say which.
  case ambiguous
  /// Nothing names its language.
  case unknown

  /// Looks at a file called `name` with the content `text`, in Linguist's order: what was said by hand, a modeline, the
  /// whole name, a `#!` line, the extension.
  init(name: String, text: [UInt8], attributes: LinguistAttributes, mapping: LabelMapping) {
    if let label = mapping.label(ofFile: name) ?? attributes.language.map(LabelNames.label) {
      self = .language(label)
    } else if let language = Modeline.language(text) {
      self = .language(language)
    } else {
      self = Self.byContent(name: name, text: text)
    }
  }

  /// The language that a file's name alone speaks for, the primary one of several; nil for none.
  static func likeliest(named name: String) -> String? { Languages.byPath(name).first?.id }

  private static func byContent(name: String, text: [UInt8]) -> FileLabel {
    if let only = Languages.byFilename(name).first { return .language(only.id) }
    let byPath = Languages.byPath(name)
    let byShebang = text.starts(with: "#!".utf8) ? Languages.byShebang(head(text)) : []
    let shared = byShebang.filter { language in byPath.contains { $0.id == language.id } }
    if let first = shared.first ?? byShebang.first { return .language(first.id) }
    guard let first = byPath.first else { return .unknown }
    guard let rules = ContentRules.rules(forFile: name) else {
      return byPath.count == 1 && agrees(text, with: first.id) ? .language(first.id) : .ambiguous
    }
    return rules.language(of: text).map(FileLabel.language) ?? .ambiguous
  }

  /// Whether the text may be in the language. The registry has dozens of extensions for XML that other kinds of files have
  /// too, and one sign tells it from them.
  private static func agrees(_ text: [UInt8], with language: String) -> Bool {
    guard language == "xml" || language == "xslt" else { return true }
    return text.first { !isWhitespace($0) } == UInt8(ascii: "<")
  }

  /// Where a `#!` line, and a comment below it, have ended.
  private static let headBytes = 4096

  private static func head(_ text: [UInt8]) -> String { String(decoding: text.prefix(headBytes), as: UTF8.self) }
}
