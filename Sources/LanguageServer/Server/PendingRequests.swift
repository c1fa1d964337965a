import JSON
import JSONRPC
import LanguageServerProtocol

/// What an answer that is worked out away from the loop comes back with, to find the request it is for.
struct PendingTicket: Sendable {
  let id: RequestID
  /// Tells two requests apart that had the same id one after the other.
  let number: Int
  /// Tells that nobody waits for the answer any more.
  let cancellation: Cancellation
}

/// Requests of the client's that are being worked on.
struct PendingRequests {
  struct Entry {
    let ticket: PendingTicket
    /// The document it is about and the state that the work has seen; nil for one that is about no document's state.
    let snapshot: (uri: DocumentURI, revision: Int)?
    /// The answer where that state is no more.
    let whenStale: Result<JSONValue, ResponseError>
    /// What else there is to do when it is given up.
    let onCancel: (ServerLoop) -> Void
  }

  private var entries: [RequestID: Entry] = [:]
  private var lastNumber = 0

  func contains(_ id: RequestID) -> Bool { entries[id] != nil }

  mutating func add(
    _ id: RequestID, about document: Document? = nil,
    whenStale: Result<JSONValue, ResponseError> = .success(.null),
    onCancel: @escaping (ServerLoop) -> Void = { _ in }
  ) -> PendingTicket {
    lastNumber += 1
    let ticket = PendingTicket(id: id, number: lastNumber, cancellation: Cancellation())
    entries[id] = Entry(
      ticket: ticket, snapshot: document.map { ($0.uri, $0.revision) }, whenStale: whenStale, onCancel: onCancel)
    return ticket
  }

  /// Removes a request that has been answered; nil if nobody waits for that answer any more.
  mutating func take(_ ticket: PendingTicket) -> Entry? {
    guard entries[ticket.id]?.ticket.number == ticket.number else { return nil }
    return entries.removeValue(forKey: ticket.id)
  }

  /// Those that are about another state of a document than the one given, or about it at all where that is nil.
  func outdated(_ uri: DocumentURI, revision: Int?) -> [PendingTicket] {
    entries.values.filter { $0.snapshot?.uri == uri && $0.snapshot?.revision != revision }.map(\.ticket)
  }

  /// Gives a request up: what is left to do for it, nil if there is none.
  mutating func cancel(_ id: RequestID) -> ((ServerLoop) -> Void)? {
    guard let entry = entries.removeValue(forKey: id) else { return nil }
    entry.ticket.cancellation.cancel()
    return entry.onCancel
  }

  /// Those that wait.
  var ids: [RequestID] { Array(entries.keys) }
}

extension ServerLoop {
  /// Works an answer out away from the loop, on a snapshot of a document. If the document is edited meanwhile, the
  /// answer is null.
  func answerLater<Response: JSONWritable>(
    _ id: RequestID, about document: Document,
    _ work: @escaping @Sendable (DetectionEngine.Outcome) -> Response?
  ) -> RequestOutcome<Response?> {
    let ticket = pending.add(id, about: document)
    engine.submit(ticket.cancellation) { [post] outcome in
      let answer = work(outcome)?.json ?? .null
      post(.answered(ticket, .success(answer)))
    }
    return .later
  }

  /// Keeps a request that is about no document's state, a command as a rule, until `answer` is called. `onCancel` is
  /// called when the client gives it up, or the server shuts down, before; it has been answered then.
  func putOff(_ id: RequestID, onCancel: @escaping (ServerLoop) -> Void = { _ in }) -> PendingTicket {
    pending.add(id, onCancel: onCancel)
  }

  /// Answers a request that was put off; false if nobody waits for the answer any more.
  @discardableResult func answer(_ ticket: PendingTicket, _ result: Result<JSONValue, ResponseError>) -> Bool {
    guard let entry = pending.take(ticket) else { return false }
    let isStale = entry.snapshot.map { documents[$0.uri]?.revision != $0.revision } ?? false
    trace("answer (\(ticket.id))", verbose: isStale ? "the document has been edited meanwhile" : nil)
    connection.send(.response(id: ticket.id, result: isStale ? entry.whenStale : result))
    return true
  }

  /// A document has another state now, or none: nothing more is done for requests about an earlier one.
  func answerOutdated(_ uri: DocumentURI) {
    for ticket in pending.outdated(uri, revision: documents[uri]?.revision) {
      ticket.cancellation.cancel()
      answer(ticket, .success(.null))
    }
  }

  func cancel(_ params: CancelRequestNotification) {
    guard let id = RequestID(json: params.id.json) else { return }
    giveUp(id, ResponseError(.requestCancelled, "cancelled"))
  }

  /// Answers a request with an error, and ends the work on it.
  func giveUp(_ id: RequestID, _ error: ResponseError) {
    guard let onCancel = pending.cancel(id) else { return }
    connection.send(.response(id: id, result: .failure(error)))
    onCancel(self)
  }
}
