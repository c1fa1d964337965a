/// A file that a walk found and has nothing against.
struct FoundFile: Sendable {
  /// As it is opened.
  var path: String
  /// The last component.
  var name: String
  /// As it is called in the corpus: from the folder that was named on.
  var shownPath: String
  /// The project that it belongs to, where groups are projects.
  var project: String?
  /// The language of its folder, in a folder a language.
  var label: String?
  /// What `.gitattributes` says.
  var attributes: LinguistAttributes
}

/// What a walk tells, in order.
enum WalkEvent: Sendable {
  case file(FoundFile)
  case skipped(SkipReason, path: String)
}
