package import JSON

/// A finding about a stretch of a document.
///
/// An editor also sends other servers' findings; `data` comes back with ours.
package struct Diagnostic: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The stretch.
  package var range: PositionRange
  /// How bad it is.
  package var severity: DiagnosticSeverity?
  /// What kind of finding it is.
  package var code: IntegerOrString?
  /// Where that is explained.
  package var codeDescription: CodeDescription?
  /// Who found it.
  package var source: String?
  /// What it is, for the user.
  package var message: String
  /// What else is to be said about it.
  package var tags: [DiagnosticTag]?
  /// Other places that have to do with it.
  package var relatedInformation: [DiagnosticRelatedInformation]?
  /// What the server wants to get back with it.
  package var data: JSONValue?

  package init(
    range: PositionRange, severity: DiagnosticSeverity? = nil, code: IntegerOrString? = nil,
    codeDescription: CodeDescription? = nil, source: String? = nil, message: String, tags: [DiagnosticTag]? = nil,
    relatedInformation: [DiagnosticRelatedInformation]? = nil, data: JSONValue? = nil
  ) {
    self.range = range
    self.severity = severity
    self.code = code
    self.codeDescription = codeDescription
    self.source = source
    self.message = message
    self.tags = tags
    self.relatedInformation = relatedInformation
    self.data = data
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    range = try reader.read("range")
    severity = try reader.readOptional("severity")
    code = try reader.readOptional("code")
    codeDescription = try reader.readOptional("codeDescription")
    source = try reader.optionalString("source")
    message = try reader.string("message")
    tags = try reader.readOptional("tags")
    relatedInformation = try reader.readOptional("relatedInformation")
    data = try reader.readOptional("data")
  }

  package var json: JSONValue {
    .members([
      "range": range.json, "severity": severity?.json, "code": code?.json, "codeDescription": codeDescription?.json,
      "source": source.map(JSONValue.string), "message": .string(message), "tags": tags?.json,
      "relatedInformation": relatedInformation?.json, "data": data?.json,
    ])
  }
}
