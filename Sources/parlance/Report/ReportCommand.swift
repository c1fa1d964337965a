internal import ArgumentParser
private import Reports

/// `parlance report`: what a training run did, as a page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Writes what a training run did as one HTML page.",
    discussion: """
      The page has the curves of loss, accuracy and learning rate and, once the run has ended, accuracy by length, \
      calibration, what is taken for what with examples, and figures by language. It is one file that loads nothing. \
      parlance train writes it by itself; this command writes it again, also for a run that is still going on or was \
      interrupted.

      Examples:
        parlance report runs/first
        parlance report runs/first -o first.html
        parlance report runs/first -o - | ssh host 'cat > first.html'

      The page shows some of the validation snippets: those of which the model was surely wrong.
      """)

  @Argument(help: ArgumentHelp("The run's directory (--output of parlance train).", valueName: "run"))
  var directory: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the page goes (default: report.html in the run's directory); - is standard output.",
      valueName: "file"))
  var output: String?

  func run() throws {
    do {
      let report = try written()
      for problem in report.problems { Diagnostics.error(problem) }
      if report.brokenLines > 0 { Diagnostics.error("\(report.brokenLines) lines of the log were left out") }
    } catch let error as ReportError {
      Diagnostics.error("\(error)")
      throw ExitCode.failure
    }
  }

  private func written() throws -> RunReport {
    guard output == "-" else { return try RunReport.write(of: directory, to: output ?? directory + "/report.html") }
    let report = try RunReport(directory: directory)
    var standardOutput = OutputBuffer.standardOutput
    standardOutput.write(report.page.rendered())
    standardOutput.flush()
    return report
  }
}
