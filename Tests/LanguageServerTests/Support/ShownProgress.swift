import JSON
import JSONRPC
import LanguageServerProtocol
import Testing

/// What a client is shown of work that takes a while.
extension TestClient {
  /// The reports since the last call.
  func shownProgress() async throws -> [WorkDoneProgress] {
    let notifications: [ProgressNotification] = try await notifications()
    return try notifications.map { try WorkDoneProgress(JSONDecodingReader($0.value)) }
  }

  /// The answer to a request of the server's.
  func answer(_ request: (id: RequestID, params: JSONValue?), _ result: Result<JSONValue, ResponseError>) {
    connection.receive(.response(id: request.id, result: result))
  }
}
