import LanguageServerProtocol

/// The detections that are in the queue or being done, the last one of each document.
struct RunningDetections {
  private var cancellations: [DocumentURI: Cancellation] = [:]

  /// A detection of a document's present state begins: by what it is stopped. The one before is.
  mutating func begin(_ uri: DocumentURI) -> Cancellation {
    cancel(uri)
    let cancellation = Cancellation()
    cancellations[uri] = cancellation
    return cancellation
  }

  /// Keeps a detection that is still in the queue from being worked out: the document has moved on.
  mutating func cancel(_ uri: DocumentURI) { cancellations.removeValue(forKey: uri)?.cancel() }
}
