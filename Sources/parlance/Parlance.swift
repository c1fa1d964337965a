internal import ArgumentParser

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// The program. Exit codes: 0 success, 1 the answer is no or something failed, 2 wrong usage.
@main
struct Parlance: AsyncParsableCommand {
  /// What `--version` says, and the language server to its client.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "parlance", abstract: "Tells which programming language a text is written in.", version: version,
    subcommands: [
      DetectCommand.self,
      CorpusCommand.self,
      FencesCommand.self,
      TrainCommand.self,
      EvaluateCommand.self,
      ReportCommand.self,
      ImportCommand.self,
      ModelCommand.self,
      LanguageServerCommand.self,
    ])

  static func main() async {
    heedSignals()
    // A file that would grow beyond what is allowed is then an error of `write`, which every command tells.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// A child inherits what the thread that started it has blocked, which, where that is a program's worker, is everything.
  private static func heedSignals() {
    var heeded = sigset_t()
    sigemptyset(&heeded)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&heeded, number) }
    pthread_sigmask(SIG_UNBLOCK, &heeded, nil)
  }

  /// Says what is wrong and ends the program; wrong usage is 2, which ArgumentParser would make 64.
  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    guard code == .validationFailure else { exit(withError: error) }
    var output = OutputBuffer(descriptor: Terminal.standardError)
    output.writeLine(fullMessage(for: error))
    output.flush()
    exit(withError: ExitCode(2))
  }
}
