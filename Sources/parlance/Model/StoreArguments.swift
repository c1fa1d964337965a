internal import ArgumentParser
private import Files
internal import ModelStore

/// Whose models a command lists or changes: a workspace's, or the user's.
struct StoreArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The workspace (default: the current folder).", valueName: "dir"))
  var workspace: String?

  @Flag(help: "The models in your data directory, which answer where a workspace has none.")
  var user = false

  mutating func validate() throws {
    if user, workspace != nil { throw ValidationError("--user and --workspace name two places: leave out one.") }
  }

  /// The workspace's root; nil for the user's models.
  var root: String? { user ? nil : workspace ?? "." }

  /// The models.
  func versions() throws -> ModelVersions {
    if let root {
      guard FileKind(path: root) == .directory else {
        throw ValidationError("--workspace \(root): there is no such folder.")
      }
      return ModelVersions(workspace: root)
    }
    guard let versions = try ModelVersions(userOf: .process) else {
      throw ValidationError("--user: neither XDG_DATA_HOME nor HOME says where your data directory is.")
    }
    return versions
  }

  /// The model that answers there, and why; nil where none does.
  func answer() -> ModelPlace? { try? ModelSearch(workspace: root).locate() }

  /// Says which model answers now.
  func tellAnswer() {
    guard let place = answer() else { return Diagnostics.error("no model answers here any more") }
    var output = OutputBuffer.standardOutput
    output.writeLine("\(Terminal.printable(place.path))\n  answers because it is \(place.origin.reason)")
    output.flush()
  }
}
