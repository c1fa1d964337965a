internal import ArgumentParser
private import JSON
private import ModelStore
private import Figures

/// `parlance model list`.
struct ModelListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the models that a workspace keeps.",
    discussion: """
      Examples:
        parlance model list
        parlance model list --workspace ~/src/project --json

      A star marks the one that answers. The accuracy is the one that its training reached on held-out snippets.
      """)

  @Flag(help: "One JSON object.")
  var json = false

  @OptionGroup var store: StoreArguments

  func run() throws {
    let versions = try store.versions()
    let listed = versions.all
    let answering = versions.answering
    var output = OutputBuffer.standardOutput
    if json {
      output.write(object(listed, answering, versions).serializedString(pretty: true) + "\n")
    } else {
      for version in listed { output.writeLine(Self.line(version, answers: version == answering)) }
      if answering == nil { output.writeLine(elsewhere(versions, isEmpty: listed.isEmpty)) }
    }
    output.flush()
  }

  private static func line(_ version: ModelVersion, answers: Bool) -> String {
    let date = version.date.map { VersionID.time($0) } ?? "date not known"
    let accuracy = version.accuracy.map { "right on \(NumberText.percent($0))" }
    let languages = version.languages.map { "\($0) languages" }
    let parts = [date, accuracy, languages].compactMap { $0 }.joined(separator: "  ")
    return "\(answers ? "*" : " ") \(Terminal.printable(version.id))  \(parts)"
  }

  /// Who answers where none of the list does.
  private func elsewhere(_ versions: ModelVersions, isEmpty: Bool) -> String {
    let none = isEmpty ? "No models are kept in \(versions.directory). " : ""
    guard let place = store.answer() else { return none + "No model answers." }
    return Terminal.printable("\(none)\(place.path) answers: \(place.origin.reason)")
  }

  private func object(_ listed: [ModelVersion], _ answering: ModelVersion?, _ versions: ModelVersions) -> JSONValue {
    let models = listed.map { version -> JSONValue in
      [
        "id": .string(version.id), "path": .string(version.path),
        "date": version.date.map { .string(VersionID.time($0)) } ?? .null,
        "accuracy": version.accuracy.map { .number($0) } ?? .null,
        "languages": version.languages.map { .integer($0) } ?? .null, "answers": .bool(version == answering),
      ]
    }
    let answer = store.answer().map { place -> JSONValue in
      ["path": .string(place.path), "origin": .string(place.origin.rawValue)]
    }
    return ["directory": .string(versions.directory), "models": .array(models), "answers": answer ?? .null]
  }
}
