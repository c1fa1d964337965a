import JSON
import LanguageServerProtocol
import TestSupport
import Testing

/// Messages made from the protocol's metaModel (`Fixtures/protocol`): valid ones come out as they went in, and broken
/// ones are refused by an error that names a field, or read, but never worse.
@Suite struct MetaModelTests {
  /// Reads and writes again.
  private typealias Codec = @Sendable (JSONValue?) throws(JSONFieldError) -> JSONValue?

  private static func request<Message: RequestType>(_ type: Message.Type) -> (String, Codec) {
    (type.method, { params throws(JSONFieldError) in try Message(params: params).params })
  }

  private static func notification<Message: NotificationType>(_ type: Message.Type) -> (String, Codec) {
    (type.method, { params throws(JSONFieldError) in try Message(params: params).params })
  }

  private static let codecs: [String: Codec] = Dictionary(uniqueKeysWithValues: [
    request(InitializeRequest.self), request(HoverRequest.self), request(ConfigurationRequest.self),
    request(RegisterCapabilityRequest.self), request(CreateWorkDoneProgressRequest.self),
    notification(InitializedNotification.self), notification(DidOpenTextDocumentNotification.self),
    notification(DidChangeTextDocumentNotification.self), notification(DidCloseTextDocumentNotification.self),
    notification(DidSaveTextDocumentNotification.self), notification(DidChangeConfigurationNotification.self),
    notification(DidChangeWorkspaceFoldersNotification.self), notification(CancelRequestNotification.self),
    notification(SetTraceNotification.self), notification(LogTraceNotification.self),
    notification(ProgressNotification.self), notification(CancelWorkDoneProgressNotification.self),
    notification(LogMessageNotification.self), notification(ShowMessageNotification.self),
  ])

  private func messages() throws -> [(codec: Codec, params: JSONValue)] {
    let path = Repository.fixture("protocol/messages.json")
    let reader = JSONDecodingReader(try JSONValue(parsing: readFile(path)))
    return try reader.array().map { message in
      (try #require(Self.codecs[try message.string("method")]), try message.field("params").value)
    }
  }

  /// The same without members that are null, which is how absent ones are written by some.
  private func withoutNulls(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else {
      return value.arrayValue.map { .array($0.map(withoutNulls)) } ?? value
    }
    return .object(members.filter { !$0.value.isNull }.mapValues(withoutNulls))
  }

  @Test func validMessagesComeOutAsTheyWentIn() throws {
    let messages = try messages()
    #expect(messages.count == 5 * Self.codecs.count)
    for (codec, params) in messages {
      #expect(try codec(params).map(withoutNulls) == withoutNulls(params))
    }
  }

  @Test func brokenMessagesAreErrorsThatNameAField() throws {
    var refused = 0
    for (codec, params) in try messages() {
      for broken in breakages(of: params) {
        do throws(JSONFieldError) {
          _ = try codec(broken)
        } catch {
          refused += 1
          #expect(error.path.hasPrefix("params"), "\(error)")
        }
      }
    }
    #expect(refused > 1_000)
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
