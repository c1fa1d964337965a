import JSON
import LanguageServerProtocol
import TestSupport
import Testing

/// Messages made from the protocol's metaModel (`Fixtures/protocol`): valid ones come out as they went in, and broken
/// ones are refused by an error that names a field, or read, but never worse.
@Suite struct MetaModelTests {
  /// Reads and writes again.
  private typealias Codec = @Sendable (JSONValue?) throws(JSONFieldError) -> JSONValue?

  private static func request<Message: RequestType>(_ type: Message.Type) -> [(String, Codec)] {
    [
      ("\(type.method) params", { params throws(JSONFieldError) in try Message(params: params).params }),
      (
        "\(type.method) result",
        { result throws(JSONFieldError) in
          try Message.Response(JSONDecodingReader(result ?? .null, path: "result")).json
        }
      ),
    ]
  }

  private static func notification<Message: NotificationType>(_ type: Message.Type) -> [(String, Codec)] {
    [("\(type.method) params", { params throws(JSONFieldError) in try Message(params: params).params })]
  }

  private static let requests = [
    request(InitializeRequest.self), request(HoverRequest.self), request(ConfigurationRequest.self),
    request(RegisterCapabilityRequest.self), request(UnregisterCapabilityRequest.self),
    request(CreateWorkDoneProgressRequest.self), request(ApplyWorkspaceEditRequest.self),
    request(ExecuteCommandRequest.self), request(CodeActionRequest.self), request(CompletionRequest.self),
    request(DocumentDiagnosticRequest.self), request(DiagnosticRefreshRequest.self), request(InlayHintRequest.self),
    request(InlayHintRefreshRequest.self), request(ShowDocumentRequest.self), request(ShowMessageRequest.self),
    request(ShutdownRequest.self),
  ]

  private static let notifications = [
    notification(InitializedNotification.self), notification(DidOpenTextDocumentNotification.self),
    notification(DidChangeTextDocumentNotification.self), notification(DidCloseTextDocumentNotification.self),
    notification(DidSaveTextDocumentNotification.self), notification(DidChangeConfigurationNotification.self),
    notification(DidChangeWorkspaceFoldersNotification.self), notification(DidChangeWatchedFilesNotification.self),
    notification(CancelRequestNotification.self), notification(SetTraceNotification.self),
    notification(LogTraceNotification.self), notification(ProgressNotification.self),
    notification(CancelWorkDoneProgressNotification.self), notification(LogMessageNotification.self),
    notification(ShowMessageNotification.self), notification(PublishDiagnosticsNotification.self),
    notification(DidOpenNotebookDocumentNotification.self), notification(DidChangeNotebookDocumentNotification.self),
    notification(DidSaveNotebookDocumentNotification.self), notification(DidCloseNotebookDocumentNotification.self),
  ]

  private static let codecs = Dictionary(uniqueKeysWithValues: (requests + notifications).joined())

  private func codec(of message: ProtocolFixture.Message) throws -> Codec {
    try #require(Self.codecs["\(message.method) \(message.isResult ? "result" : "params")"])
  }

  /// The same without members that are null, which is how absent ones are written by some.
  private func withoutNulls(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else {
      return value.arrayValue.map { .array($0.map(withoutNulls)) } ?? value
    }
    return .object(members.filter { !$0.value.isNull }.mapValues(withoutNulls))
  }

  @Test func validMessagesComeOutAsTheyWentIn() throws {
    let messages = try ProtocolFixture.valid()
    // Five of each kind; requests to refresh and to shut down have no parameters.
    #expect(messages.count == 5 * (Self.codecs.count - 3))
    for message in messages {
      let value = message.value ?? .null
      #expect(withoutNulls(try codec(of: message)(value) ?? .null) == withoutNulls(value))
    }
  }

  /// Also those that are broken at more places than the fixture names.
  @Test func brokenMessagesAreErrorsThatNameAField() throws {
    let named = try ProtocolFixture.broken().map { (try codec(of: $0), $0.value) }
    let more = try ProtocolFixture.valid().flatMap { message in
      let codec = try codec(of: message)
      return breakages(of: message.value ?? .null).map { (codec, Optional($0)) }
    }
    var refused = 0
    for (codec, broken) in named + more {
      do throws(JSONFieldError) {
        _ = try codec(broken)
      } catch {
        refused += 1
        #expect(error.path.hasPrefix("params") || error.path.hasPrefix("result"), "\(error)")
      }
    }
    #expect(named.count > 10_000 && refused > 10_000)
  }

  /// The value with one thing in it missing, or of another kind.
  private func breakages(of value: JSONValue) -> [JSONValue] {
    let wrong: [JSONValue] = [.null, true, -1, 1e300, "x", [], [:], [[]], ["x": 1]]
    switch value {
    case .array(let elements):
      return wrong
        + elements.indices.flatMap { index in
          breakages(of: elements[index]).map { broken in
            var elements = elements
            elements[index] = broken
            return .array(elements)
          }
        }
    case .object(let members): return wrong + members.keys.flatMap { breakages(of: members, at: $0) }
    default: return wrong
    }
  }

  private func breakages(of members: JSONObject, at key: String) -> [JSONValue] {
    var without = members
    without[key] = nil
    return [.object(without)]
      + breakages(of: members[key] ?? .null).map { broken in
        var members = members
        members[key] = broken
        return .object(members)
      }
  }
}
