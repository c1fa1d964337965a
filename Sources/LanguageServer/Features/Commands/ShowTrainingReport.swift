import Files
import JSON
import JSONRPC
import LanguageServerProtocol
import ModelStore

/// `parlance.showTrainingReport`: the page of the last training.
extension ServerLoop {
  /// Of the first folder's trainings.
  func showTrainingReport(_ call: CommandCall) -> RequestOutcome<JSONValue> {
    guard let workspace = client.workspaceFolders.first else {
      return .failure(ResponseError(.requestFailed, "there is no workspace folder that could have been learned from"))
    }
    let ticket = putOff(call.id)
    environment.background.submit { [post] in
      let runs = ModelVersions(workspace: workspace).trainingPath
      let pages = Directory.names(in: runs).map { "\(runs)/\($0)/report.html" }
      // Runs are named by when they began.
      post(.reportFound(ticket, pages.last { FileKind(path: $0) == .file }, runs: runs))
    }
    return .later
  }

  /// The newest page; nil where there is none.
  func reportFound(_ ticket: PendingTicket, _ path: String?, _ runs: String) {
    guard let path else {
      answer(ticket, .failure(ResponseError(.requestFailed, "no training has left a report in \(runs)")))
      return
    }
    let uri = DocumentURI(FileURI.uri(of: path))
    guard answer(ticket, .success(["uri": uri.json])), client.capabilities.showsDocuments else { return }
    // A page is for a browser, which is another program.
    request(ShowDocumentRequest(uri: uri, external: true)) { _, _ in }
  }
}
