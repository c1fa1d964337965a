package import JSON

/// What happens while a model is retrained from a workspace, for whoever watches.
package enum RetrainingEvent: Sendable {
  /// The run's directory is made: its log, report and figures come to lie there.
  case began(run: String)
  /// So many files of the workspace were found.
  case collecting(files: Int)
  /// What they gave, and the languages among them that the model does not know yet.
  case collected(files: Int, snippets: Int, languages: Int, newLanguages: [String])
  /// Something that the user should know and that ends nothing.
  case note(String)
  /// The training run.
  case training(TrainingEvent)
  /// Old and new model are compared: so many snippets of all are answered.
  case comparing(done: Int, total: Int)

  /// The event as one JSON object.
  package func json() -> JSONValue {
    switch self {
    case .began(let run): ["event": "began", "run": .string(run)]
    case .collecting(let files): ["event": "collecting", "files": .integer(files)]
    case .collected(let files, let snippets, let languages, let newLanguages):
      [
        "event": "collected", "files": .integer(files), "snippets": .integer(snippets),
        "languages": .integer(languages), "newLanguages": .array(newLanguages.map { .string($0) }),
      ]
    case .note(let words): TrainingEvent.note(words).json()
    case .training(let event): event.json()
    case .comparing(let done, let total): ["event": "comparing", "done": .integer(done), "total": .integer(total)]
    }
  }
}
