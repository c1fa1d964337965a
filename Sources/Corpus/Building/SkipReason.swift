/// Why a file, a folder, a code block or a piece of text is not in the corpus.
package enum SkipReason: String, Sendable, CaseIterable, Error {
  case ignored, vendored, generated, minified, documentation, undetectable
  case binary, notUTF8, empty, tooLarge
  case unreadable, specialFile, symbolicLink, nameNotUTF8, visitedAlready
  case outsideLanguageFolder, unknownLanguage, ambiguousLanguage
  case untaggedBlock, unknownTag, plainTextBlock
  case exactCopy, overMaximum

  /// The reason for people, behind a number.
  package var words: String {
    switch self {
    case .ignored: "ignored by .gitignore or .ignore"
    case .vendored: "vendored"
    case .generated: "generated"
    case .minified: "minified"
    case .documentation: "documentation by .gitattributes"
    case .undetectable: "not detectable by .gitattributes"
    case .binary: "binary"
    case .notUTF8: "not UTF-8"
    case .empty: "empty"
    case .tooLarge: "larger than the maximum"
    case .unreadable: "not readable"
    case .specialFile: "pipes, sockets or devices"
    case .symbolicLink: "symbolic links"
    case .nameNotUTF8: "with names that are not UTF-8"
    case .visitedAlready: "folders reached twice"
    case .outsideLanguageFolder: "not in a language's folder"
    case .unknownLanguage: "of no known language"
    case .ambiguousLanguage: "of an extension that several languages share, with no sign which"
    case .untaggedBlock: "code blocks without a tag"
    case .unknownTag: "code blocks with an unknown tag"
    case .plainTextBlock: "code blocks tagged as plain text"
    case .exactCopy: "copies of another text"
    case .overMaximum: "beyond the maximum for a language"
    }
  }
}
