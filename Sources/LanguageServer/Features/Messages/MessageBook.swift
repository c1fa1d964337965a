/// What the user and the client's log have been told, so that they are told it once.
struct MessageBook {
  /// A client that sends ever new nonsense gets no ever longer memory of it.
  private static let mostKept = 200

  private var told: Set<String> = []
  private var logged: Set<String> = []

  /// Whether the user has not been told it; he is now.
  mutating func tell(_ message: String) -> Bool { told.count < Self.mostKept && told.insert(message).inserted }

  /// The same of the log.
  mutating func log(_ message: String) -> Bool {
    logged.count < Self.mostKept && logged.insert(message).inserted
  }
}
