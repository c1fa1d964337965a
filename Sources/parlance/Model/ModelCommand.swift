internal import ArgumentParser

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

      A workspace keeps the models that were retrained from it; list, use and rollback say and decide which of them answers
      there. Without a word of these it is show; parlance model show --help has its flags.
      """,
    subcommands: [ModelShowCommand.self, ModelListCommand.self, ModelUseCommand.self, ModelRollbackCommand.self],
    defaultSubcommand: ModelShowCommand.self)
}
