package import JSON

/// Asks the editor to show a progress.
package struct CreateWorkDoneProgressRequest: RequestType {
  package typealias Response = VoidResponse
  package static let method = "window/workDoneProgress/create"

  /// By which it will be reported.
  package var token: ProgressToken

  package init(token: ProgressToken) {
    self.token = token
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    token = try reader.read("token")
  }

  package var json: JSONValue {
    .members(["token": token.json])
  }
}
