/// What is known of the model that answers, and of others that are on their way to take its place.
struct ModelState {
  /// It is looked no more often than this which model is to answer.
  static let lookInterval = Duration.seconds(1)

  typealias Continuation = (ServerLoop, Result<ModelSummary, DetectorFailure>) -> Void

  /// The path of the one that answers, or that was tried last; nil while none has been loaded.
  var known: String?
  private var lastLook: Duration?
  /// Reloads that have not come to their end, and what each is to be followed by.
  private var reloads: [Int: Continuation] = [:]
  private var lastReload = 0

  /// A reload begins; its number.
  mutating func beginReload(_ continuation: @escaping Continuation) -> Int {
    lastReload += 1
    reloads[lastReload] = continuation
    return lastReload
  }

  /// A reload has come to its end: what is to follow.
  mutating func endReload(_ number: Int) -> Continuation? { reloads.removeValue(forKey: number) }

  /// Whether the last look is old enough for another one, which is taken down.
  mutating func mayLook(_ now: Duration) -> Bool {
    if let lastLook, now - lastLook < Self.lookInterval { return false }
    lastLook = now
    return true
  }

  /// Whether a model that was found is another one than the known one; it is the known one now. One that could not be
  /// loaded is not tried again, and before one has been loaded there is nothing to be replaced.
  mutating func isNews(_ path: String) -> Bool {
    guard let known, path != known else { return false }
    self.known = path
    return true
  }
}
