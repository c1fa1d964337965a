internal import ArgumentParser
internal import Classification
internal import JSON
internal import ModelStore

/// `parlance model`, and `parlance model show`: a command of its own, since the flags of a parent take those of `list` away.
struct ModelShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Tell which model answers and why, what it knows and how good it is.",
    discussion: """
      Examples:
        parlance model
        parlance model --languages
        parlance model --model runs/7 --json

      The model is read whole, so that a broken one is found here. The figures are what its training wrote into \
      training.json; `parlance evaluate` measures them again.
      """)

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
