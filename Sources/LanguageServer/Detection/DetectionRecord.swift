/// What was last announced for a document.
package struct Announced: Sendable, Hashable {
  /// The registry id; nil where it was announced that no language can be told.
  package let language: String?
  /// The names under which the client may hand the language back.
  package let clientNames: Set<String>
  /// What the editor was told to do with it.
  package let decision: DetectionDecision
  /// The text it was announced for.
  package let identity: TextIdentity

  /// An announcement; `clientNames` in lower case.
  package init(
    language: String?, clientNames: Set<String>, decision: DetectionDecision, identity: TextIdentity
  ) {
    self.language = language
    self.clientNames = clientNames
    self.decision = decision
    self.identity = identity
  }
}

/// What the server remembers of a document for detection's sake, also for a moment after it was closed.
package struct DetectionRecord: Sendable {
  /// The client's name for the language, as it came last.
  package var languageID: String
  /// The last announcement.
  package var announced: Announced?
  /// Whether the user chose the language: detection has ended for this document.
  package var isChosen = false
  /// Whether `detectOnce` ended detection.
  package var isFinished = false
  /// Whether the text was emptied after the announcement: what comes next is a new text, and owes the old nothing.
  package var wasEmptied = false

  /// A document that was never seen before.
  package init(languageID: String) { self.languageID = languageID }

  /// Whether the client's language is the one that the server had it set. One that was only suggested and is set now
  /// was the user's choice.
  package var hasAnnouncedLanguage: Bool {
    isApplied && announced?.clientNames.contains(languageID.lowercased()) == true
  }

  /// Whether some language is set, by the user or by an editor that applied the announcement and said so.
  package var hasLanguage: Bool { !DocumentTraits.isPlain(languageID) }

  /// Whether an editor was told to set a language.
  package var isApplied: Bool { announced?.decision == .apply }

  /// Whether the document's language may be looked for: nobody chose one, and none is set but ours.
  package var isCandidate: Bool { !isChosen && !isFinished && (!hasLanguage || hasAnnouncedLanguage) }

  /// The same text has come again under the same URI. Editors do that when a language is set, with the new name
  /// (VS Code) or with the old one (eglot). A new name that the server did not announce is the user's choice.
  package mutating func reopen(languageID new: String) {
    let isSame =
      new.lowercased() == languageID.lowercased()
      || (DocumentTraits.isPlain(new) && DocumentTraits.isPlain(languageID))
    languageID = new
    if !isSame && !hasAnnouncedLanguage { isChosen = true }
  }

  /// Something has been announced; `isLast` says that nothing shall follow.
  package mutating func announce(_ announced: Announced, isLast: Bool) {
    self.announced = announced
    wasEmptied = false
    isFinished = isFinished || isLast
  }

  /// The user chose a language.
  package mutating func choose(_ languageID: String) {
    self.languageID = languageID
    isChosen = true
  }
}
