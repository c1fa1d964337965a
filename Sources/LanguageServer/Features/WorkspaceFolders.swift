import JSON
import LanguageServerProtocol

/// The folders of the workspace as they change.
extension ServerLoop {
  /// The model is looked for anew, since the workspace may have one of its own. A folder that is not there, or is
  /// none, has no model: nothing else follows from it. The languages of the files are counted anew.
  func didChangeWorkspaceFolders(_ params: DidChangeWorkspaceFoldersNotification) {
    let before = client.workspaceFolders
    let removed = Set(paths(params.event.removed))
    let kept = before.filter { !removed.contains($0) }
    client.workspaceFolders = kept + paths(params.event.added).filter { !kept.contains($0) }
    guard client.workspaceFolders != before else { return }
    reloadDetector()
    survey()
  }

  private func paths(_ folders: [WorkspaceFolder]) -> [String] {
    folders.compactMap { FileURI.path(of: $0.uri.rawValue) }
  }
}
