internal import ArgumentParser
internal import Classification
internal import Corpus
private import Files
internal import JSONRPC
internal import LanguageServer
internal import Logging
internal import ModelStore

/// `parlance lsp`.
struct LanguageServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Be a language server on standard input and output.",
    discussion: """
      Editors start this; see editors/README.md. Example, for Helix' languages.toml:
        [language-server.parlance]
        command = "parlance"
        args = ["lsp"]

      Exit code 0: the editor said shutdown and exit. 1: it ended in any other way.
      """)

  @Flag(name: .customLong("stdio"), help: "Accepted; there is no other way to talk to it.")
  var stdio = false

  @Option(
    name: .customLong("clientProcessId"),
    help: ArgumentHelp("The editor's process: the server ends when it does.", valueName: "n"))
  var clientProcessID: Int?

  @Flag(name: .long, help: "Say on standard error what is done and why.")
  var verbose = false

  @OptionGroup var model: ModelArguments

  func run() async throws {
    Allocator.useOnePool()
    let connection = try StdioConnection.overStandardStreams()
    let server = LanguageServer(environment)
    let exitCode = await server.run(on: connection)
    throw ExitCode(exitCode)
  }

  private var environment: ServerEnvironment {
    var environment = ServerEnvironment(
      version: Parlance.version, logger: logger, parentProcessID: clientProcessID, executable: Executable.path,
      locateModel: { [named = model.model] in try? Self.locateModel($0, named: named).path },
      loadDetector: { [named = model.model] in try Self.loadDetector(Self.locateModel($0, named: named)) })
    environment.countLanguages = { WorkspaceSurvey().languages(in: $0) }
    return environment
  }

  /// The editor's choice of a model goes before the command line's. Links are followed, so that what is loaded is of one
  /// model, whatever happens meanwhile to the link that leads there.
  private static func locateModel(_ request: ModelRequest, named: String?) throws(ModelNotFound) -> ModelPlace {
    let place = try ModelSearch(named: request.path ?? named, workspace: request.workspaceFolders.first).locate()
    return ModelPlace(path: Directory.realPath(place.path) ?? place.path, origin: place.origin)
  }

  private static func loadDetector(_ place: ModelPlace) throws -> LoadedDetector {
    let model = try ModelDirectory(path: place.path).load()
    let classifier = Classifier(model)
    let description = ModelDescription(place: place, model: model)
    return LoadedDetector(
      classifier, origin: "\(place.path), \(place.origin.reason)",
      summary: ModelSummary(
        path: place.path, origin: place.origin.rawValue, languageCount: classifier.labels.count,
        text: description.lines.joined(separator: "\n")))
  }

  private var logger: Logger {
    var logger = Logger(label: "parlance") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = verbose ? .debug : .notice
    return logger
  }
}
