package import JSON

/// Something that the user may mean.
package struct CompletionItem: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What the user reads.
  package var label: String
  /// What stands beside it.
  package var labelDetails: CompletionItemLabelDetails?
  /// What it is.
  package var kind: CompletionItemKind?
  /// More about it, on one line.
  package var detail: String?
  /// All about it.
  package var documentation: StringOrMarkupContent?
  /// Whether it is chosen to begin with.
  package var preselect: Bool?
  /// By what it is sorted; the label where absent.
  package var sortText: String?
  /// By what it is found; the label where absent.
  package var filterText: String?
  /// What is put in where there is no edit.
  package var insertText: String?
  /// How the new text is meant.
  package var insertTextFormat: InsertTextFormat?
  /// The edit that it makes.
  package var textEdit: TextEdit?
  /// Edits elsewhere.
  package var additionalTextEdits: [TextEdit]?
  /// Characters that choose it.
  package var commitCharacters: [String]?
  /// A command that is called after it.
  package var command: Command?
  /// What the server wants to get back with it.
  package var data: JSONValue?

  package init(
    label: String, labelDetails: CompletionItemLabelDetails? = nil, kind: CompletionItemKind? = nil,
    detail: String? = nil, documentation: StringOrMarkupContent? = nil, preselect: Bool? = nil, sortText: String? = nil,
    filterText: String? = nil, insertText: String? = nil, insertTextFormat: InsertTextFormat? = nil,
    textEdit: TextEdit? = nil, additionalTextEdits: [TextEdit]? = nil, commitCharacters: [String]? = nil,
    command: Command? = nil, data: JSONValue? = nil
  ) {
    self.label = label
    self.labelDetails = labelDetails
    self.kind = kind
    self.detail = detail
    self.documentation = documentation
    self.preselect = preselect
    self.sortText = sortText
    self.filterText = filterText
    self.insertText = insertText
    self.insertTextFormat = insertTextFormat
    self.textEdit = textEdit
    self.additionalTextEdits = additionalTextEdits
    self.commitCharacters = commitCharacters
    self.command = command
    self.data = data
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    label = try reader.string("label")
    labelDetails = try reader.readOptional("labelDetails")
    kind = try reader.readOptional("kind")
    detail = try reader.optionalString("detail")
    documentation = try reader.readOptional("documentation")
    preselect = try reader.optionalBool("preselect")
    sortText = try reader.optionalString("sortText")
    filterText = try reader.optionalString("filterText")
    insertText = try reader.optionalString("insertText")
    insertTextFormat = try reader.readOptional("insertTextFormat")
    textEdit = try reader.readOptional("textEdit")
    additionalTextEdits = try reader.readOptional("additionalTextEdits")
    commitCharacters = try reader.readOptional("commitCharacters")
    command = try reader.readOptional("command")
    data = try reader.readOptional("data")
  }

  package var json: JSONValue {
    .members([
      "label": .string(label), "labelDetails": labelDetails?.json, "kind": kind?.json,
      "detail": detail.map(JSONValue.string), "documentation": documentation?.json,
      "preselect": preselect.map(JSONValue.bool), "sortText": sortText.map(JSONValue.string),
      "filterText": filterText.map(JSONValue.string), "insertText": insertText.map(JSONValue.string),
      "insertTextFormat": insertTextFormat?.json, "textEdit": textEdit?.json,
      "additionalTextEdits": additionalTextEdits?.json, "commitCharacters": commitCharacters?.json,
      "command": command?.json, "data": data?.json,
    ])
  }
}
