import JSON
import TestSupport
import Testing
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Data, paths and configurations that are wrong or doubtful: a clear error, or a counted warning.
@Suite("Bad data", .serialized)
struct BadDataTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  /// The notes of a short run that ends well.
  private func notes(_ settings: TrainingConfiguration = Workshop.shortSettings) throws -> [String] {
    var notes: [String] = []
    _ = try workshop.run(settings, "out").run {
      if case .note(let words) = $0 { notes.append(words) }
    } shouldStop: {
      false
    }
    return notes
  }

  /// The words of the error that a run ends with.
  private func failure(_ settings: TrainingConfiguration = Workshop.shortSettings, _ output: String = "out") -> String {
    do {
      _ = try workshop.run(settings, output).run(emit: { _ in }, shouldStop: { false })
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("labels of the validation data that are not trained are counted and named")
  func unknownLabels() throws {
    let extra = Workshop.line("MOVE A TO B.", "cobol") + Workshop.line("MOVE B TO C.", "cobol")
    try workshop.write(Workshop.corpus(12) + extra + Workshop.line("++++.", "brainfuck"), to: "validation.jsonl")
    let note = try #require(try notes().first { $0.contains("cobol") })
    #expect(note.contains("validation.jsonl") && note.contains("cobol (2)") && note.contains("brainfuck (1)"))
  }

  @Test("a language with one snippet is trained, and named")
  func singleSnippet() throws {
    try workshop.write(Workshop.corpus(40) + Workshop.line("puts 1", "ruby"), to: "train.jsonl")
    #expect(try notes().contains { $0.contains("single snippet: ruby") })
  }

  @Test("an empty file is an error that names it", arguments: ["train.jsonl", "validation.jsonl"])
  func emptySplit(name: String) throws {
    try workshop.write("", to: name)
    #expect(failure().contains(name))
  }

  @Test("snippets of nothing but white space are counted, and make no language")
  func whiteSpace() throws {
    let blank = Workshop.line(" \\n\\t ", "python") + Workshop.line("\\n", "whitespace")
    try workshop.write(Workshop.corpus(40) + blank, to: "train.jsonl")
    let notes = try notes()
    #expect(notes.contains { $0.contains("train.jsonl") && $0.contains("white space") })
    let config = try JSONValue(parsing: try readFile(workshop.file("out/model/config.json")))
    #expect(config["id2label"]?.objectValue?.count == 3)
  }

  @Test("data without a language is an error that names the file", arguments: ["train.jsonl", "validation.jsonl"])
  func nullLabels(name: String) throws {
    try workshop.write((0..<9).map { "{\"text\": \"text \($0)\", \"language\": null}\n" }.joined(), to: name)
    #expect(failure().contains(name))
  }

  @Test("validation data that is the training data is told, also under another name")
  func sameData() throws {
    try workshop.write(Workshop.corpus(80), to: "validation.jsonl")
    #expect(try notes().contains { $0.contains("validation.jsonl is the training data") })
  }

  @Test("an output path that is a file is an error that names it, and the file stays")
  func outputIsFile() throws {
    try workshop.write("mine", to: "out")
    #expect(failure().contains("out: is not a directory"))
    #expect(try readText(workshop.file("out")) == "mine")
  }

  @Test("an output that can't be written is an error that names it")
  func noPermission() throws {
    let path: String
    if geteuid() == 0 {
      path = "/proc/self/parlance-out"
    } else {
      path = try workshop.directory.makeDirectory("closed") + "/out"
      try #require(chmod(workshop.file("closed"), 0o500) == 0)
    }
    var run = workshop.run(Workshop.shortSettings, "out")
    run.output = path
    let error = #expect(throws: TrainingError.self) { try run.run(emit: { _ in }, shouldStop: { false }) }
    #expect(error?.description.contains(path) == true)
  }

  @Test("data that is not there, or comes through a pipe, is an error before anything is written")
  func noData() throws {
    unlink(workshop.file("train.jsonl"))
    #expect(failure().contains("train.jsonl: there is no such file"))
    try #require(mkfifo(workshop.file("train.jsonl"), 0o600) == 0)
    #expect(failure().contains("pipe"))
    #expect(throws: TestFileError.self) { try directoryEntries(workshop.file("out")) }
  }

  @Test("a size that the model does not have is refused; the model's own, and none, are taken")
  func sizesOfModel() throws {
    _ = try notes()
    var settings = Workshop.shortSettings
    settings.modelName = workshop.file("out/model")
    settings.hiddenSize = 64
    let words = failure(settings, "tuned")
    #expect(words.contains("\"hiddenSize\"") && words.contains("32"))
    settings = TrainingConfiguration()
    settings.modelName = workshop.file("out/model")
    settings.maxSteps = 1
    _ = try workshop.run(settings, "tuned").run(emit: { _ in }, shouldStop: { false })
    let written = try JSONValue(parsing: try readFile(workshop.file("tuned/configuration.json")))
    #expect(written["hiddenSize"]?.intValue == 32)
    #expect(written["threads"]?.intValue == ThreadCount.online)
    #expect(written["maxLength"]?.intValue == 32)
  }

  @Test("a training.json of the wrong shape in the model that is started from does no harm")
  func wrongRecord() throws {
    _ = try notes()
    for text in ["[1, 2]", "{\"data\": 7, \"validation\": \"good\"}"] {
      try workshop.write(text, to: "out/model/training.json")
      var settings = Workshop.shortSettings
      settings.modelName = workshop.file("out/model")
      _ = try workshop.run(settings, "tuned").run(emit: { _ in }, shouldStop: { false })
      removeTree(workshop.file("tuned"))
    }
  }

  @Test("a loss that is never a finite number is an error, and the checkpoint can be taken up")
  func neverFinite() throws {
    var settings = Workshop.shortSettings
    settings.maxSteps = 200
    settings.learningRate = 10
    settings.warmupRatio = 0
    settings.learningRateSchedule = .constant
    // Each step makes the weights -99 times as great: soon they are infinite, and no step is taken from there on.
    settings.weightDecay = 10
    let words = failure(settings)
    #expect(words.contains("finite"))
    var run = workshop.run(settings, "out")
    run.resumes = true
    #expect(throws: TrainingError.self) { try run.run(emit: { _ in }, shouldStop: { false }) }
    #expect(try directoryEntries(workshop.file("out/checkpoints")).contains { $0.hasPrefix("step-") })
  }

  @Test("distributions are trained against: a teacher's answers win over the label")
  func softLabels() throws {
    // Every text is labelled "b", but the teacher is sure that half of them are "a".
    let lines = (0..<40).map { number in
      let text = number % 2 == 0 ? "alpha alpha \(number)" : "beta beta \(number)"
      let soft = number % 2 == 0 ? "{\"a\": 0.98, \"b\": 0.02}" : "{\"a\": 0.02, \"b\": 0.98}"
      let label = number < 2 ? (number == 0 ? "a" : "b") : "b"
      return "{\"text\": \"\(text)\", \"language\": \"\(label)\", \"softLabels\": \(soft)}\n"
    }
    try workshop.write(lines.joined(), to: "train.jsonl")
    let truth = (0..<20).map {
      Workshop.line($0 % 2 == 0 ? "alpha alpha \($0)" : "beta beta \($0)", $0 % 2 == 0 ? "a" : "b")
    }
    try workshop.write(truth.joined(), to: "validation.jsonl")
    var settings = Workshop.shortSettings
    settings.maxSteps = 60
    settings.dropout = 0
    var accuracy = 0.0
    _ = try workshop.run(settings, "out").run {
      if case .saved(_, let reached) = $0 { accuracy = reached }
    } shouldStop: {
      false
    }
    #expect(accuracy == 1)
  }
}
