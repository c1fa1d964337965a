/// A model as a Hugging Face directory: `config.json`, `tokenizer.json` (or `vocab.json` and `merges.txt`),
/// `model.safetensors`, and of our own `ngrams.safetensors`, `calibration.json` and `training.json`.
package struct ModelDirectory: Sendable, Hashable {
  /// The directory, as the caller named it.
  package let path: String

  /// The directory at `path`; nothing is opened yet.
  package init(path: String) { self.path = path }

  /// The files that a model directory may have.
  package enum File: String, Sendable, CaseIterable {
    case configuration = "config.json"
    case tokenizer = "tokenizer.json"
    case vocabulary = "vocab.json"
    case merges = "merges.txt"
    case weights = "model.safetensors"
    case ngrams = "ngrams.safetensors"
    case calibration = "calibration.json"
    case training = "training.json"
  }

  /// The path of one of its files.
  package func path(of file: File) -> String { path(of: file.rawValue) }

  /// The path of a file in it.
  func path(of name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  /// Whether the file is there. It is where a link leads nowhere, too: what was to be a part of the model is then missing,
  /// which is an error when it is read, and not left out.
  package func has(_ file: File) -> Bool {
    FileAccess.exists(path(of: file)) || FileAccess.isBrokenLink(path(of: file))
  }
}
