internal import ArgumentParser
internal import Classification
internal import Corpus
internal import Evaluation
internal import JSON
internal import Tensors

/// `parlance evaluate`.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure a model on labelled snippets.",
    discussion: """
      Examples:
        parlance evaluate --data validation.jsonl
        parlance evaluate --data validation.jsonl --model runs/7 --json > report.json

      The data is one JSON object a line: {"text": "...", "language": "python"}; a language of null stands for one that \
      no model knows, and is measured apart. An answer below --minimum-confidence counts as wrong.
      """)

  @Option(name: .long, help: ArgumentHelp("The labelled snippets (JSON lines).", valueName: "file"))
  var data: String

  @Flag(name: .long, help: "The report as one JSON object.")
  var json = false

  @Option(name: .long, help: "How progress is told on standard error.")
  var progress: ProgressStyle = .auto

  @OptionGroup var languages: LanguageArguments
  @OptionGroup var model: ModelArguments
  @OptionGroup var threads: ThreadArguments

  func run() throws {
    let classifier = try model.classifier()
    let options = try languages.options(labels: classifier.labels)
    let file = try JSONLinesReader(path: data).readAll()
    for problem in file.problems { Diagnostics.error(problem.description) }
    let report = evaluate(classifier, file.snippets, options)
    var output = OutputBuffer.standardOutput
    output.write(json ? report.json().serializedString(pretty: true) + "\n" : report.table())
    output.flush()
    if file.problemCount > 0 {
      Diagnostics.error("\(data): \(file.problemCount) lines are no snippets and were left out")
      throw ExitCode(1)
    }
  }

  private func evaluate(
    _ classifier: Classifier, _ snippets: [Snippet], _ options: ClassificationOptions
  ) -> EvaluationReport {
    var reporter = ProgressReporter("snippets", total: snippets.count, style: progress)
    defer { reporter.finish() }
    let pool = threads.pool()
    return Evaluator.evaluate(snippets) { done in
      reporter.update(done)
    } predict: { texts in
      classifier.predict(texts, options: options, pool: pool)
    }
  }
}
