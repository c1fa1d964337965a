import CodeBlocks
import JSON
import JSONRPC
import LanguageServerProtocol
import MarkdownFences

/// Names of commands that code actions call too.
enum CommandName {
  static let tagCodeBlocks = "parlance.tagCodeBlocks"
  static let tagCodeBlock = "parlance.tagCodeBlock"
  static let silenceCodeBlock = "parlance.silenceCodeBlock"
}

/// `parlance.tagCodeBlocks`, and what stands for quick fixes where a client takes no literal code actions:
/// `parlance.tagCodeBlock` and `parlance.silenceCodeBlock`.
extension ServerLoop {
  func tagCodeBlocks(_ arguments: DocumentArgument, _ call: CommandCall) -> RequestOutcome<JSONValue> {
    findEdits(arguments.uri, call, lines: nil) { [encoding = client.encoding] findings in
      CodeBlockEdits(tagging: findings, encoding)
    }
  }

  func tagCodeBlock(_ arguments: CodeBlockTagArguments, _ call: CommandCall) -> RequestOutcome<JSONValue> {
    findEdits(arguments.uri, call, lines: arguments.line...arguments.line) { [encoding = client.encoding] findings in
      guard let block = findings.touching(arguments.line...arguments.line).first?.block,
        let edit = findings.document.tagging(block, arguments.tag, encoding)
      else { return nil }
      return CodeBlockEdits(edit, of: findings.document, label: "Tag as \(arguments.tag)")
    }
  }

  func silenceCodeBlock(_ arguments: CodeBlockArguments, _ call: CommandCall) -> RequestOutcome<JSONValue> {
    findEdits(arguments.uri, call, lines: arguments.line...arguments.line) { [encoding = client.encoding] findings in
      guard let block = findings.touching(arguments.line...arguments.line).first?.block,
        let edit = findings.document.silencing(block, encoding)
      else { return nil }
      return CodeBlockEdits(edit, of: findings.document, label: "Silence a code block")
    }
  }

  /// Works out edits of a document away from the loop; nil means that there is no such block.
  private func findEdits(
    _ uri: DocumentURI, _ call: CommandCall, lines: ClosedRange<Int>?,
    _ edits: @escaping @Sendable (CodeBlockFindings) -> CodeBlockEdits?
  ) -> RequestOutcome<JSONValue> {
    guard let document = documents[uri] else { return .failure(.notOpen(uri)) }
    guard document.isMarkdown else { return .failure(ResponseError(.requestFailed, "\(uri) is not Markdown")) }
    guard client.capabilities.appliesEdits else {
      return .failure(ResponseError(.requestFailed, "the editor does not make edits that a server asks for"))
    }
    let analysis = analysis(of: document)
    let ticket = putOff(call.id)
    engine.submitSliced(ticket.cancellation) { [post] outcome, slice in
      switch outcome {
      case .success(let loaded):
        guard analysis.look(at: lines, loaded, slice) else { return false }
        if let edits = edits(analysis.findings) {
          post(.editsFound(ticket, edits))
        } else {
          post(.answered(ticket, .failure(ResponseError(.requestFailed, "there is no code block for a tag there"))))
        }
      case .failure(let failure):
        post(
          .answered(ticket, .failure(ResponseError(.requestFailed, "no language can be detected: \(failure)"))))
      }
      return true
    }
    return .later
  }

  /// Asks the client to make edits, and tells who called the command what became of them.
  func make(_ edits: CodeBlockEdits, _ ticket: PendingTicket) {
    if ticket.cancellation.isCancelled { return }
    guard documents[edits.document.uri]?.revision == edits.document.revision else {
      answer(ticket, .failure(ResponseError(.contentModified, "the document was edited meanwhile")))
      return
    }
    guard !edits.edits.isEmpty else {
      answer(ticket, .success(edits.result(applied: false, nil)))
      return
    }
    let edit = client.workspaceEdit(of: edits.document, edits.edits)
    request(ApplyWorkspaceEditRequest(label: edits.label, edit: edit)) { loop, result in
      loop.answer(
        ticket,
        result.map { answer in
          edits.result(applied: answer["applied"]?.boolValue ?? false, answer["failureReason"]?.stringValue)
        })
    }
  }
}

extension CodeBlockEdits {
  /// What became of them: how many blocks have a tag now, and how many still need one.
  fileprivate func result(applied: Bool, _ reason: String?) -> JSONValue {
    var members: JSONObject = [
      "applied": .bool(applied), "tagged": .integer(applied ? edits.count : 0),
      "left": .integer(applied ? left : left + edits.count),
    ]
    members["failureReason"] = reason.map(JSONValue.string)
    return .object(members)
  }
}

/// A document and a line of one of its code blocks, counted from 0.
struct CodeBlockArguments: CommandArguments {
  let uri: DocumentURI
  let line: Int

  init(_ list: CommandArgumentList) throws(JSONFieldError) {
    uri = try DocumentURI(list.required(0, "the document's URI"))
    line = try list.required(1, "a line of the code block, from 0").integer(in: 0...Int(UInt32.max))
  }
}

/// The same and a tag.
struct CodeBlockTagArguments: CommandArguments {
  let uri: DocumentURI
  let line: Int
  let tag: String

  init(_ list: CommandArgumentList) throws(JSONFieldError) {
    let place = try CodeBlockArguments(list)
    (uri, line) = (place.uri, place.line)
    let field = try list.required(2, "the tag to write")
    tag = try field.string()
    guard CodeBlockTags.isOneWord(tag) else {
      throw field.error("is no tag, which is a word without braces or commas")
    }
  }
}

extension ResponseError {
  /// A command was called with a document that is not open.
  static func notOpen(_ uri: DocumentURI) -> ResponseError {
    ResponseError(.invalidParams, "params.arguments[0]: no document with the URI \(uri) is open")
  }
}
