import Files
import JSON
import JSONRPC
import Languages
import LanguageServerProtocol
import Logging
import ModelStore

/// `learnFromCorrections`: what the user sets against a detection is kept on this machine, for the next retrain.
extension ServerLoop {
  /// Keeps the text of a document whose language the user chooses, where another one had been announced. Nothing is
  /// written unless the user switched this on.
  func keepCorrection(of document: Document, chosen languageID: String) {
    guard settings.learnsFromCorrections, let path = correctionsPath,
      let detected = memory[document.uri]?.announced?.language
    else { return }
    let language =
      DocumentTraits.isPlain(languageID) ? "plaintext" : Languages.byEditorID(languageID)?.id ?? languageID
    let head = document.text.bytes(in: 0..<document.text.scalarBoundary(notAfter: Correction.longestText))
    guard language != detected, DetectionPolicy.saysSomething(head) else { return }
    let correction = Correction(
      text: String(decoding: head, as: UTF8.self), language: language, detected: detected, date: environment.date())
    let workspace = client.workspaceFolders.first
    environment.background.submit { [logger = environment.logger] in
      do {
        if let workspace { try ModelVersions(workspace: workspace).makeDirectory() }
        try Directory.make(Path.parent(of: path))
        try CorrectionFile(path: path).add(correction)
      } catch {
        logger.warning("the correction could not be kept: \(error)")
      }
    }
  }

  /// In the first folder of the workspace, beside its models; without one, beside the user's.
  var correctionsPath: String? {
    if let workspace = client.workspaceFolders.first { return ModelVersions(workspace: workspace).correctionsPath }
    return userCorrections
  }

  /// Where they are kept of buffers outside of any workspace.
  var userCorrections: String? { environment.userDirectory.map { "\($0)/corrections.jsonl" } }

  /// `parlance.forgetCorrections`: all that a retrain here would learn from.
  func forgetCorrections(_ call: CommandCall) -> RequestOutcome<JSONValue> {
    let paths = Set([userCorrections, correctionsPath].compactMap(\.self))
    let ticket = putOff(call.id)
    environment.background.submit { [post] in
      do throws(FileError) {
        var count = 0
        for path in paths { count += try CorrectionFile(path: path).forget() }
        post(.answered(ticket, .success(["forgotten": .integer(count)])))
      } catch {
        post(.answered(ticket, .failure(ResponseError(.requestFailed, "\(error)"))))
      }
    }
    return .later
  }
}
