package import JSON

/// Ours, server to client: the language of a buffer that had none.
package struct LanguageDetectedNotification: NotificationType {
  package static let method = "parlance/languageDetected"

  /// The buffer, and the version that was looked at.
  package var textDocument: VersionedTextDocumentIdentifier
  /// The language; none where the server abstains.
  package var language: DetectedLanguage?
  /// How sure it is, 0 to 1.
  package var confidence: Double
  /// The next candidates, best first.
  package var alternatives: [LanguageAlternative]
  /// What the editor should do.
  package var decision: LanguageDecision
  /// Why, in one sentence.
  package var reason: String

  package init(
    textDocument: VersionedTextDocumentIdentifier, language: DetectedLanguage? = nil, confidence: Double,
    alternatives: [LanguageAlternative], decision: LanguageDecision, reason: String
  ) {
    self.textDocument = textDocument
    self.language = language
    self.confidence = confidence
    self.alternatives = alternatives
    self.decision = decision
    self.reason = reason
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    language = try reader.readOptional("language")
    confidence = try reader.double("confidence")
    alternatives = try reader.read("alternatives")
    decision = try reader.read("decision")
    reason = try reader.string("reason")
  }

  package var json: JSONValue {
    .members([
      "textDocument": textDocument.json, "language": language.json, "confidence": .number(confidence),
      "alternatives": alternatives.json, "decision": decision.json, "reason": .string(reason),
    ])
  }
}
