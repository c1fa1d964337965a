package import LanguageServerProtocol

/// The records of all documents by URI: of the open ones, and of the closed ones for as long as a close may be half
/// of an editor's way to change a language.
package struct DetectionMemory: Sendable {
  /// How long a closed document is remembered.
  package static let reopenWindow = Duration.seconds(2)

  private struct Closed: Sendable {
    var record: DetectionRecord
    var identity: TextIdentity
    var time: Duration
  }

  private var open: [DocumentURI: DetectionRecord] = [:]
  private var closed: [DocumentURI: Closed] = [:]

  /// A memory of nothing.
  package init() {}

  /// The record of an open document.
  package subscript(uri: DocumentURI) -> DetectionRecord? {
    get { open[uri] }
    set { open[uri] = newValue }
  }

  /// A document was opened. `previous` is the text that was open under this URI until now, if there was one: an
  /// opening of an open document replaces it. `now` is the time of any steady clock.
  package mutating func didOpen(
    _ uri: DocumentURI, languageID: String, identity: TextIdentity, replacing previous: TextIdentity?, now: Duration
  ) {
    forgetExpired(now)
    let last = closed.removeValue(forKey: uri)
    let known = previous.flatMap { text in open[uri].map { ($0, text) } } ?? last.map { ($0.record, $0.identity) }
    guard let (before, text) = known, text == identity, identity.byteCount > 0 else {
      open[uri] = DetectionRecord(languageID: languageID)
      return
    }
    var record = before
    record.reopen(languageID: languageID)
    open[uri] = record
  }

  /// A document was closed with this text.
  package mutating func didClose(_ uri: DocumentURI, identity: TextIdentity, now: Duration) {
    forgetExpired(now)
    guard let record = open.removeValue(forKey: uri) else { return }
    closed[uri] = Closed(record: record, identity: identity, time: now)
  }

  private mutating func forgetExpired(_ now: Duration) {
    closed = closed.filter { now - $0.value.time <= Self.reopenWindow }
  }
}
