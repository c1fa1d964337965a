internal import ArgumentParser
internal import Classification
internal import Languages

/// Which languages a command may answer, as a person names them, how surely, and how much of a text it reads.
struct LanguageArguments: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Answer only these languages.",
      discussion: "Ids, names or Markdown tags, separated by commas: python,c++,bash.", valueName: "list"))
  var languages: [String] = []

  @Option(name: .long, parsing: .singleValue, help: ArgumentHelp("Never answer these languages.", valueName: "list"))
  var exclude: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Answer nothing where the confidence is below this (0 to 1).", valueName: "share"))
  var minimumConfidence: Double = 0

  @Option(
    name: .long,
    help: ArgumentHelp("How many windows of a long text are read: head, tail, middle (1 to 3).", valueName: "n"))
  var windows: Int = ClassificationOptions().maximumWindows

  mutating func validate() throws {
    guard (1...3).contains(windows) else { throw ValidationError("--windows \(windows) is not in 1...3.") }
    guard minimumConfidence >= 0, minimumConfidence <= 1 else {
      throw ValidationError("--minimum-confidence \(minimumConfidence) is not between 0 and 1.")
    }
  }

  /// The options for a classifier with these labels; a name that neither the registry nor the labels have is wrong
  /// usage.
  func options(labels: [String]) throws -> ClassificationOptions {
    let known = Set(labels)
    let include = try languages.isEmpty ? nil : Set(ids(languages, known, "--languages"))
    return ClassificationOptions(
      include: include, exclude: Set(try ids(exclude, known, "--exclude")), minimumConfidence: minimumConfidence,
      maximumWindows: windows)
  }

  private func ids(_ lists: [String], _ labels: Set<String>, _ option: String) throws -> [String] {
    try lists.flatMap { $0.split(separator: ",") }.map { part in
      let name = part.trimmingSpaces
      if labels.contains(name) { return name }
      if let language = Languages[name] ?? Languages.byAlias(name) { return language.id }
      throw ValidationError("\(option): no language is called \"\(name)\".")
    }
  }
}

extension Substring {
  /// Without spaces at its ends.
  fileprivate var trimmingSpaces: String {
    var part = self
    while part.first == " " { part.removeFirst() }
    while part.last == " " { part.removeLast() }
    return String(part)
  }
}
