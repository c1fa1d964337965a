internal import ArgumentParser
internal import Classification
internal import Corpus
internal import Evaluation
internal import Files
internal import JSON
private import ModelStore
private import Reports
internal import Tensors

/// `parlance evaluate`.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure a model on labelled snippets.",
    discussion: """
      Examples:
        parlance evaluate --data validation.jsonl
        parlance evaluate --data validation.jsonl --model runs/7/model --json > report.json
        parlance evaluate --data validation.jsonl --report report.html
        parlance evaluate --data validation.jsonl --model runs/7/model --calibrate
        parlance evaluate --data a.jsonl --data b.jsonl --model DIR --calibrate --withhold look-alikes
        parlance evaluate --data a.jsonl --model DIR --calibrate --withhold look-alikes --raise 0.4

      The data is one JSON object a line: {"text": "...", "language": "python"}; a language of null stands for one that \
      no model knows, and is measured apart. Lines that are no snippets are left out, and said, as in `parlance train`; data \
      without a snippet is an error. An answer below --minimum-confidence counts as wrong.

      "Thresholds" are the confidences from which on a language is set without asking; --calibrate fits them, and how sure \
      an answer is, to the data: 99 of 100 such answers are to be right, look-alikes and wrong labels not counted against it. \
      --withhold finds the languages that are never guessed: those of which fewer than 70 % are found, or that have fewer \
      than ten snippets. An answer counts as found where it is the label (exact), or a look-alike of it too (look-alikes). \
      Without --withhold they stay those that calibration.json names. --raise gives those that would be withheld a little more \
      in the n-gram part, a step at a time, until they are found often enough; those that the steps do not help stay as \
      they were. It changes ngrams.safetensors, and adds to what training.json says was raised before. --calibrate also measures what bf16 and int8 cost in accuracy, where this processor is faster in them and \
      there are 1,000 snippets.
      """)

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("The labelled snippets (JSON lines); given again, further ones.", valueName: "file"))
  var data: [String]

  @Flag(name: .long, help: "The report as one JSON object.")
  var json = false

  @Option(
    name: .long,
    help: ArgumentHelp("Writes the report as one HTML page too, with examples of wrong answers.", valueName: "file"))
  var report: String?

  @Flag(
    name: .long,
    help: "Fits confidences and thresholds to the data first, and writes them into calibration.json of --model.")
  var calibrate = false

  @Option(
    name: .long,
    help: "With --calibrate: finds the languages that are never guessed, an answer counting where it is this.")
  var withhold: CalibrationFitting.Withholding?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --withhold: gives languages that would be withheld so much more, in logits, step by step; changes ngrams.safetensors.",
      valueName: "step"))
  var raise: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --raise: the most steps of a language. (default: \(EvaluateCommand.mostRaiseSteps))", valueName: "count"))
  var raiseSteps: Int?

  private static let mostRaiseSteps = 6

  @Option(name: .long, help: "How progress is told on standard error.")
  var progress: ProgressStyle = .auto

  @OptionGroup var languages: LanguageArguments
  @OptionGroup var model: ModelArguments
  @OptionGroup var precision: PrecisionArguments
  @OptionGroup var threads: ThreadArguments

  mutating func validate() throws {
    if calibrate, model.model == nil {
      throw ValidationError("--calibrate changes a model: name it with --model.")
    }
    if withhold != nil, !calibrate { throw ValidationError("--withhold goes with --calibrate.") }
    if raise != nil, withhold == nil { throw ValidationError("--raise goes with --withhold.") }
    if let raise, !(0.001...10).contains(raise) { throw ValidationError("--raise \(raise): from 0.001 to 10.") }
    if raiseSteps != nil, raise == nil { throw ValidationError("--raise-steps goes with --raise.") }
    if let raiseSteps, !(1...100).contains(raiseSteps) {
      throw ValidationError("--raise-steps \(raiseSteps): from 1 to 100.")
    }
    guard let report else { return }
    let parent = Path.parent(of: report)
    guard FileKind(path: parent.isEmpty ? "." : parent) == .directory, FileKind(path: report) != .directory else {
      throw ValidationError("--report \(report): no file can be written there.")
    }
  }

  func run() throws {
    let place = try model.place()
    var classifier = try Classifier(modelDirectory: place.path, precision: precision.wanted)
    let options = try languages.options(labels: classifier.labels)
    let snippets = try read()
    if calibrate {
      try calibrate(ModelDirectory(path: place.path), on: snippets)
      classifier = try Classifier(modelDirectory: place.path, precision: precision.wanted)
    }
    let result = evaluate(classifier, snippets, options)
    if let report { try writePage(result, model: Path.name(of: place.path), to: report) }
    var output = OutputBuffer.standardOutput
    output.write(json ? result.json().serializedString(pretty: true) + "\n" : result.table())
    output.flush()
  }

  private func calibrate(_ directory: ModelDirectory, on snippets: [Snippet]) throws {
    let calibration = ModelCalibration(
      directory: directory, pool: threads.pool(), withholding: withhold,
      raising: raise.map { LanguageRaising(step: $0, steps: raiseSteps ?? Self.mostRaiseSteps) })
    let raised = try calibration.fit(to: snippets, named: dataName)
    if raise != nil, progress != .json { tell(raised) }
  }

  /// Says on standard error by how much languages were raised.
  private func tell(_ raised: [String: Double]) {
    let words = raised.sorted { $0.key < $1.key }.map { "\($0.key) \(($0.value * 1e6).rounded() / 1e6)" }
    var output = OutputBuffer(descriptor: Terminal.standardError)
    output.writeLine("raised, in logits: \(words.isEmpty ? "none" : words.joined(separator: ", "))")
    output.flush()
  }

  /// The snippets of all files; lines that are none are told of.
  private func read() throws -> [Snippet] {
    try data.flatMap { path in
      let file = try JSONLinesReader(path: path).readAll()
      for problem in file.problems { Diagnostics.error(problem.description) }
      if file.problemCount > 0 {
        Diagnostics.error("\(path): \(file.problemCount) lines are no snippets and were left out")
      }
      return file.snippets
    }
  }

  /// What the data is called where it is named.
  private var dataName: String { Path.names(tellingApart: data).joined(separator: ", ") }

  private func writePage(_ result: EvaluationReport, model: String, to path: String) throws {
    var page = ReportPage(title: "\(model) on \(dataName)")
    page.evaluation = result
    page.facts = [("model", model), ("data", dataName)]
    if result.abstained > 0 { page.facts.append(("not answered", "\(result.abstained)")) }
    try AtomicFileWriter.write(page.rendered(), to: path)
  }

  private func evaluate(
    _ classifier: Classifier, _ snippets: [Snippet], _ options: ClassificationOptions
  ) -> EvaluationReport {
    var reporter = ProgressReporter("snippets", total: snippets.count, style: progress)
    defer { reporter.finish() }
    let pool = threads.pool()
    return Evaluator.evaluate(snippets, calibration: classifier.calibration) { done in
      reporter.update(done)
    } predict: { texts in
      classifier.predict(texts, options: options, pool: pool)
    }
  }
}

extension CalibrationFitting.Withholding: ExpressibleByArgument {}
