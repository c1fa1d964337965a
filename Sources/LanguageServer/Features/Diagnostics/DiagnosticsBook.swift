import LanguageServerProtocol

/// What the client has been told about code blocks, and what is being looked at for its sake.
struct DiagnosticsBook {
  /// The lines that a user is taken to see around a place that he asked about.
  static let surroundings = 40
  /// The lines that he is taken to see of a document that he has not asked about.
  static let firstLines = 0...100

  /// What is being looked at, by document.
  var running: [DocumentURI: Diagnosis] = [:]
  /// What the client was told of last.
  var told: [DocumentURI: DiagnosisSource] = [:]
  /// Documents of which it has been told findings that it has to be told the end of.
  var published: Set<DocumentURI> = []
  /// Documents of which it has asked: of any other it will ask by itself.
  var asked: Set<DocumentURI> = []
  /// Documents of which it asked and did not get all.
  var pulledInPart: Set<DocumentURI> = []
  /// The client has been asked to ask again, and has not said that it heard.
  var isRefreshing = false
  /// Something changed while it had not.
  var needsRefresh = false
  /// The lines that the user sees, as far as is known.
  private var visible: [DocumentURI: ClosedRange<Int>] = [:]

  /// The lines of a document that the user is taken to see.
  func visibleLines(_ uri: DocumentURI) -> ClosedRange<Int> { visible[uri] ?? Self.firstLines }

  /// The user sees these lines.
  mutating func sees(_ lines: ClosedRange<Int>, in uri: DocumentURI) {
    visible[uri] = lines
    running[uri]?.move(to: lines)
  }

  /// The client knows these findings now.
  mutating func remember(_ items: [Diagnostic], of uri: DocumentURI) {
    if items.isEmpty {
      published.remove(uri)
    } else {
      published.insert(uri)
    }
  }

  /// What is being looked at, and what was told, is about a state of a document that is no more.
  mutating func discard(_ uri: DocumentURI) {
    running.removeValue(forKey: uri)?.cancellation.cancel()
    told[uri] = nil
  }

  /// A document was closed.
  mutating func forget(_ uri: DocumentURI) {
    discard(uri)
    published.remove(uri)
    asked.remove(uri)
    pulledInPart.remove(uri)
    visible[uri] = nil
  }
}
