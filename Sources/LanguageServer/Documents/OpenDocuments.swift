import LanguageServerProtocol

/// The documents that are open, and the numbers of their states.
struct OpenDocuments {
  private var byURI: [DocumentURI: Document] = [:]
  private var lastRevision = 0

  subscript(uri: DocumentURI) -> Document? {
    get { byURI[uri] }
    set { byURI[uri] = newValue }
  }

  /// All of them, in no order.
  var all: some Collection<Document> { byURI.values }

  /// Their URIs, in no order.
  var uris: some Collection<DocumentURI> { byURI.keys }

  /// Takes a document out; nil where it is not open.
  mutating func take(_ uri: DocumentURI) -> Document? { byURI.removeValue(forKey: uri) }

  /// A number that no state of any document has had.
  mutating func newRevision() -> Int {
    lastRevision += 1
    return lastRevision
  }
}
