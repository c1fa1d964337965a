import Classification
import JSON
import JSONRPC
import LanguageServerProtocol
import ModelStore

/// Everything that can happen to the server. Its loop takes one after the other, and nothing else changes its state.
enum ServerEvent: Sendable {
  /// The client said something, or fell silent for good.
  case connection(ConnectionEvent)
  /// A document has not been edited for the length of the debounce; `revision` is the state that the timer was for.
  case quiet(uri: DocumentURI, revision: Int)
  /// The same of a Markdown document, for its code blocks' sake.
  case quietMarkdown(uri: DocumentURI, revision: Int)
  /// Code blocks have been looked at.
  case diagnosed(DiagnosisReport)
  /// The answer to a request for diagnostics has been worked out.
  case pulled(PendingTicket, DocumentDiagnosticReport, DiagnosisReport)
  /// What `parlance.tagCodeBlocks` and its kin have to write has been worked out.
  case editsFound(PendingTicket, CodeBlockEdits)
  /// What `parlance.detect` asked for.
  case detectedOnDemand(PendingTicket, Result<DetectionResult, DetectorFailure>)
  /// A detection is done.
  case detected(DetectionResult)
  /// The answer to a request has been worked out.
  case answered(PendingTicket, Result<JSONValue, ResponseError>)
  /// The code blocks are known that were missing in an answer to a request for inlay hints.
  case hintsReady(uri: DocumentURI, revision: Int)
  /// The detector's turn came at which `parlance.showModel` had asked which one answers.
  case modelToShow(PendingTicket, Result<ModelSummary, DetectorFailure>)
  /// The workspace's files have been counted; `survey` is the number of the count.
  case surveyed(languages: [String: Int], survey: Int)
  /// A detector was loaded, or could not be.
  case detectorLoaded(DetectionEngine.Outcome)
  /// A piece of work has lasted so long that the client shall show how far it is.
  case progressDue(ProgressToken)
  /// A training said something, or ended.
  case retraining(RetrainingEvent)
  /// A detector to take another's place was loaded, or could not be; `number` is that of the reload.
  case detectorReplaced(number: Int, DetectionEngine.Outcome)
  /// The workspace's models were rolled back, or could not be.
  case rolledBack(PendingTicket, ModelStoreError?)
  /// The report of the last training was looked for in the folder of the runs.
  case reportFound(PendingTicket, String?, runs: String)
  /// The model that is to answer was looked for, and stands there.
  case modelLocated(String)
  /// The client has not answered a request for its settings in time; `pull` is the request that the timer was for.
  case configurationOverdue(pull: Int)
  /// It is time to look whether the parent process lives.
  case parentCheck(processID: Int)
}

/// What a detection found about one state of one document.
struct DetectionResult: Sendable {
  let uri: DocumentURI
  let revision: Int
  let identity: TextIdentity
  let evidence: DetectionEvidence
}

extension DetectionResult: CustomStringConvertible {
  /// `python 97 %, ruby 2 %`
  var description: String {
    let named = evidence.prediction.candidates.prefix(3).map { "\($0.language) \(HoverText.percent($0.probability))" }
    return named.isEmpty ? "no candidates" : named.joined(separator: ", ")
  }
}
