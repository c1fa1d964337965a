package import JSON

/// Whether the editor made the edits.
package struct ApplyWorkspaceEditResult: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Whether it did.
  package var applied: Bool
  /// Why it did not.
  package var failureReason: String?
  /// The first edit that failed.
  package var failedChange: Int?

  package init(applied: Bool, failureReason: String? = nil, failedChange: Int? = nil) {
    self.applied = applied
    self.failureReason = failureReason
    self.failedChange = failedChange
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    applied = try reader.bool("applied")
    failureReason = try reader.optionalString("failureReason")
    failedChange = try reader.optionalInteger("failedChange")
  }

  package var json: JSONValue {
    .members([
      "applied": .bool(applied), "failureReason": failureReason.map(JSONValue.string),
      "failedChange": failedChange.map(JSONValue.integer),
    ])
  }
}
