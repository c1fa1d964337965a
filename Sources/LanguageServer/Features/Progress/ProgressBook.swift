import LanguageServerProtocol

/// The pieces of work whose progress the client shows, or may soon show.
struct ProgressBook {
  /// How long work lasts before the server asks the client to show it: what is over before that shows nothing.
  static let patience = Duration.seconds(1)

  /// How far the showing is.
  enum Stage {
    /// It is too early to ask the client.
    case early
    /// The client has been asked to show it and has not answered.
    case asked
    /// The client shows it.
    case shown
  }

  struct Entry {
    let title: String
    var stage: Stage
    /// What was reported last.
    var message: String?
    var percentage = 0
    /// The work is over, and the client does not know it yet.
    var lastWords: String?
    /// What the user's wish to stop it brings about; nil where it cannot be stopped.
    let onCancel: ((ServerLoop) -> Void)?

    var begin: WorkDoneProgressBegin {
      WorkDoneProgressBegin(title: title, cancellable: onCancel != nil, message: message, percentage: percentage)
    }
  }

  private var entries: [ProgressToken: Entry] = [:]
  private var lastNumber = 0

  subscript(token: ProgressToken) -> Entry? {
    get { entries[token] }
    set { entries[token] = newValue }
  }

  /// A token of the server's own.
  mutating func newToken() -> ProgressToken {
    lastNumber += 1
    return .string("parlance-progress-\(lastNumber)")
  }
}
