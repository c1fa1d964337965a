internal import ArgumentParser
internal import Classification
internal import JSON
internal import ModelStore

/// `parlance model`.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Tell which model answers and why, what it knows and how good it is.",
    discussion: """
      Examples:
        parlance model
        parlance model --languages
        parlance model --model runs/7 --json
        parlance model list
        parlance model use 20261129T170533Z
        parlance model rollback

      The model is read whole, so that a broken one is found here. The figures are what its training wrote into \
      training.json; `parlance evaluate` measures them again. A workspace keeps the models that were retrained from it; list, use
      and rollback say and decide which of them answers there.
      """, subcommands: [ModelListCommand.self, ModelUseCommand.self, ModelRollbackCommand.self])

  @Flag(name: .long, help: "One language a line: its id and its name.")
  var languages = false

  @Flag(name: .long, help: "One JSON object.")
  var json = false

  @OptionGroup var model: ModelArguments

  mutating func validate() throws {
    if json, languages { throw ValidationError("--json names the languages too: leave out --languages.") }
  }

  func run() throws {
    let place = try model.place()
    let description = ModelDescription(place: place, model: try ModelDirectory(path: place.path).load())
    var output = OutputBuffer.standardOutput
    if json {
      output.write(description.json.serializedString(pretty: true) + "\n")
    } else {
      for line in languages ? description.languageLines : description.lines { output.writeLine(line) }
    }
    output.flush()
  }
}
