import JSON
import JSONRPC
import LanguageServerProtocol

/// Requests of the client's that are being worked on.
struct PendingRequests {
  struct Entry {
    /// Tells two requests apart that had the same id one after the other.
    let ticket: Int
    let cancellation: Cancellation
    /// The document it is about and the state that the work has seen.
    let uri: DocumentURI
    let revision: Int
  }

  private var entries: [RequestID: Entry] = [:]
  private var lastTicket = 0

  func contains(_ id: RequestID) -> Bool { entries[id] != nil }

  mutating func add(_ id: RequestID, about document: Document) -> Entry {
    lastTicket += 1
    let entry = Entry(
      ticket: lastTicket, cancellation: Cancellation(), uri: document.uri, revision: document.revision)
    entries[id] = entry
    return entry
  }

  /// Removes a request that has been answered; nil if nobody waits for that answer any more.
  mutating func take(_ id: RequestID, ticket: Int) -> Entry? {
    guard entries[id]?.ticket == ticket else { return nil }
    return entries.removeValue(forKey: id)
  }

  /// Gives a request up; false if there is none.
  mutating func cancel(_ id: RequestID) -> Bool {
    guard let entry = entries.removeValue(forKey: id) else { return false }
    entry.cancellation.cancel()
    return true
  }

  /// Gives all requests up.
  mutating func cancelAll() -> [RequestID] {
    let ids = Array(entries.keys)
    for id in ids { _ = cancel(id) }
    return ids
  }
}

extension ServerLoop {
  /// Works an answer out away from the loop, on a snapshot of a document. If the document is edited meanwhile, the
  /// answer is null.
  func answerLater<Response: JSONWritable>(
    _ id: RequestID, about document: Document,
    _ work: @escaping @Sendable (DetectionEngine.Outcome) -> Response?
  ) -> RequestOutcome<Response?> {
    let entry = pending.add(id, about: document)
    engine.submit(entry.cancellation) { [post] outcome in
      let answer = work(outcome)?.json ?? .null
      post(.answered(id, ticket: entry.ticket, .success(answer)))
    }
    return .later
  }

  func answered(_ id: RequestID, _ ticket: Int, _ result: Result<JSONValue, ResponseError>) {
    guard let entry = pending.take(id, ticket: ticket) else { return }
    let isStale = documents[entry.uri]?.revision != entry.revision
    connection.send(.response(id: id, result: isStale ? .success(.null) : result))
  }

  func cancel(_ params: CancelRequestNotification) {
    guard let id = RequestID(json: params.id.json), pending.cancel(id) else { return }
    connection.send(.response(id: id, result: .failure(ResponseError(.requestCancelled, "cancelled"))))
  }
}
