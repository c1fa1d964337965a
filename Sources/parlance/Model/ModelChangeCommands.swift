internal import ArgumentParser
private import ModelStore

/// `parlance model use`.
struct ModelUseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "use", abstract: "Make one of a workspace's models answer, or another model directory.",
    discussion: """
      Examples:
        parlance model use 20261129T170533Z
        parlance model use runs/mine/model
        parlance model use runs/mine/model --user

      Of a directory a copy is kept in .parlance/models. A server that runs takes the model when it is told to or started anew.
      """)

  @Argument(
    help: ArgumentHelp("A name that `parlance model list` says, or a model directory.", valueName: "id-or-path"))
  var model: String

  @OptionGroup var store: StoreArguments

  func run() throws {
    _ = try store.versions().use(model)
    store.tellAnswer()
  }
}

/// `parlance model rollback`.
struct ModelRollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Go back to the model that answered before the present one came.",
    discussion: """
      Examples:
        parlance model rollback
        parlance model rollback --workspace ~/src/project

      From the first model of a workspace it goes back to yours, or to the one that comes with the program. Nothing is
      removed: parlance model use goes forward again.
      """)

  @OptionGroup var store: StoreArguments

  func run() throws {
    _ = try store.versions().rollback()
    store.tellAnswer()
  }
}
