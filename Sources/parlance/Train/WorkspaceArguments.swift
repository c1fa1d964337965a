internal import ArgumentParser
internal import Corpus

/// What `parlance train --workspace` takes besides.
struct WorkspaceArguments: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A workspace to retrain the model that answers there from. Can be repeated; the first one's .parlance has the models.",
      valueName: "dir"))
  var workspace: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "With --workspace: a language for an extension of your own. Can be repeated.", valueName: ".ext=name"))
  var label: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "With --workspace: texts whose language was corrected, as JSON lines (default: .parlance/corrections.jsonl). Can be repeated.",
      valueName: "file"))
  var corrections: [String] = []

  @Flag(help: "With --workspace: half of the processors, and at a low priority.")
  var background = false

  @Flag(help: "With --workspace: the end of standard input stops it as Ctrl-C does; in the background.")
  var stopWithInput = false

  /// Whether something was said that is for a workspace alone.
  var isUsed: Bool { !workspace.isEmpty || !label.isEmpty || !corrections.isEmpty || background || stopWithInput }

  /// The labels for the user's extensions.
  func mapping() throws -> LabelMapping {
    var mapping = LabelMapping()
    for text in label {
      guard mapping.add(text) else { throw ValidationError("--label \(text) is not of the form .foo=foolang.") }
    }
    return mapping
  }
}
