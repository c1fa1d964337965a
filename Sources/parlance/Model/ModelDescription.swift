internal import Classification
internal import JSON
internal import Languages
internal import ModelStore
internal import NGrams
private import Figures
internal import Roberta

/// What can be said of a model: where it is and why it answers, its size, its languages, what its training reached.
struct ModelDescription {
  let place: ModelPlace
  let model: Model

  private var validation: JSONValue? { model.training?["validation"] }

  /// For people.
  var lines: [String] {
    let head = [Terminal.printable(place.path), "  answers because it is \(place.origin.reason)"]
    let rest = [Self.ngrams(of: model), trained, accuracy, lengths, withheld].compactMap { $0 }
    return head + (["\(Self.size(of: model))"] + rest).map { "  \($0)" }
  }

  /// The languages, one a line.
  var languageLines: [String] {
    let labels = model.configuration.id2label
    let width = labels.map(\.count).max() ?? 0
    return labels.map { label in
      let padding = String(repeating: " ", count: width - label.count)
      return label + padding + "  " + (Languages[label]?.name ?? "(not in the registry)") + doubt(label)
    }
  }

  /// Why a language is never guessed; nothing where it is.
  private func doubt(_ label: String) -> String {
    guard let record = model.calibration?.withheld?.languages[label] else { return "" }
    return "  (never guessed: \(record.found) of \(record.rows) validation snippets found)"
  }

  private var withheld: String? {
    guard let withheld = model.calibration?.withheld, !withheld.languages.isEmpty else { return nil }
    let count = withheld.languages.count
    return "never guesses \(count) of its languages, which it finds too rarely (parlance model --languages)"
  }

  /// For programs.
  var json: JSONValue {
    let configuration = model.configuration
    return [
      "path": .string(place.path), "origin": .string(place.origin.rawValue),
      "languages": .array(configuration.id2label.map { .string($0) }),
      "parameters": .integer(model.parameters.table.totalCount),
      "layers": .integer(configuration.numHiddenLayers), "hiddenSize": .integer(configuration.hiddenSize),
      "vocabularySize": .integer(configuration.vocabSize), "window": .integer(model.windowLength),
      "ngrams": ngrams, "calibration": model.calibration?.json() ?? .null, "training": model.training ?? .null,
    ]
  }

  private var ngrams: JSONValue {
    guard let ngrams = model.ngrams else { return .null }
    return [
      "features": .integer(ngrams.featureCount), "dimensions": .integer(ngrams.dimensions),
      "bytes": .integer(Self.byteCount(ngrams)),
    ]
  }

  /// What its numbers take, in the file and in memory.
  private static func byteCount(_ ngrams: NGramClassifier) -> Int {
    let heads = [ngrams.classes, ngrams.none].compactMap(\.self)
    return ngrams.rows.count
      + 4 * heads.reduce(ngrams.keys.count + 1) { $0 + $1.weight.count + $1.bias.count }
  }

  /// Its n-gram part in a line; nil where it has none.
  static func ngrams(of model: Model) -> String? {
    guard let ngrams = model.ngrams else { return nil }
    let megabytes = NumberText.fixed(Double(byteCount(ngrams)) / 1e6, 1)
    return
      "beside them \(ngrams.featureCount) n-grams of \(ngrams.dimensions) dimensions, \(megabytes) MB, which see a text whole"
  }

  /// The size of the model's encoder in a line.
  static func size(of model: Model) -> String {
    let configuration = model.configuration
    let count = model.parameters.table.totalCount
    let parameters = count < 100_000 ? "\(count)" : "\(NumberText.fixed(Double(count) / 1e6, 1)) M"
    let labels = configuration.hasHead ? "\(configuration.numLabels) languages; " : ""
    return "\(labels)\(configuration.numHiddenLayers) layers of "
      + "\(configuration.hiddenSize), \(configuration.vocabSize) tokens, \(parameters) parameters; "
      + "reads \(model.windowLength) tokens at a time"
  }

  private var trained: String? {
    guard let training = model.training else { return "no training.json: how it was made is not known" }
    let stages = Self.stages(training)
    return stages.isEmpty ? nil : "made from " + stages.joined(separator: ", going on from a model of ")
  }

  /// What each of a model and those that it went on from was made of, itself first; nothing where that is not told. `before`
  /// is what `DefaultModel/assemble --record` writes.
  private static func stages(_ training: JSONValue) -> [String] {
    let data = files(training)
    // Where the n-gram part was trained alone, it has data of its own.
    let others = (training["ngrams"].map(files) ?? []).filter { !data.contains($0) }
    let parts = [data, others].filter { !$0.isEmpty }.map { $0.joined(separator: ", ") }
    guard !parts.isEmpty else { return [] }
    return [parts.joined(separator: "; its n-grams from ")] + (training["before"].map(stages) ?? [])
  }

  /// The data files that a record names, with their sizes.
  private static func files(_ record: JSONValue) -> [String] {
    (record["data"]?.arrayValue ?? []).compactMap { file in
      file["name"]?.stringValue.map { name in
        file["snippets"]?.intValue.map { "\(Terminal.printable(name)) (\($0) snippets)" } ?? Terminal.printable(name)
      }
    }
  }

  private var accuracy: String? {
    guard let accuracy = validation?["accuracy"]?.doubleValue else { return nil }
    let rows = validation?["rows"]?.intValue.map { " of \($0) held-out snippets" } ?? ""
    let macroF1 = validation?["macroF1"]?.doubleValue.map { ", macro-F1 \(NumberText.fixed($0, 3))" } ?? ""
    let error = validation?["expectedCalibrationError"]?.doubleValue
    let calibration = error.map { ", calibration error \(NumberText.fixed($0, 3))" } ?? ""
    return "right on \(NumberText.percent(accuracy))\(rows)\(macroF1)\(calibration)"
  }

  private var lengths: String? {
    guard let classes = validation?["byLength"]?.objectValue, !classes.isEmpty else { return nil }
    let parts = classes.compactMap { name, score in
      score["accuracy"]?.doubleValue.map { "\(name) \(NumberText.percent($0))" }
    }
    return "by characters: \(parts.joined(separator: ", "))"
  }
}
