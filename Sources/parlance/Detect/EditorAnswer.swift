internal import ArgumentParser
internal import Classification
internal import Languages

/// The answer for a hook of an editor: its own name for the language, and nothing where that is not certain.
struct EditorAnswer {
  let editor: Editor
  let answering: Answering
  /// Whether the user's own bound on the confidence, below which there is no language, is all that counts.
  let hasBound: Bool

  /// What to print about a text; nil: nothing.
  func line(_ prediction: Prediction, of text: [UInt8]) -> String? {
    guard let language = prediction.language, hasBound || answering.isCertain(prediction, of: text) else { return nil }
    let name = editor.name(of: language)
    return name.isEmpty ? nil : name
  }
}

extension Editor {
  /// What it calls a model's label; one that the registry does not know may well be one that the editor knows.
  func name(of label: String) -> String { Languages[label]?.name(in: self) ?? label }
}

extension Editor: ExpressibleByArgument {
  /// The editor of that name, or one that it also goes by.
  init?(argument: String) { self.init(name: argument) }
}
