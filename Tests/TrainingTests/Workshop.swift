import JSON
import TestSupport
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A directory with a tiny corpus written here, and settings for tiny runs on it.
struct Workshop {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    try write(Self.corpus(80), to: "train.jsonl")
    try write(Self.corpus(12), to: "validation.jsonl")
  }

  func file(_ name: String) -> String { directory.file(name) }

  func write(_ text: String, to name: String) throws { _ = try directory.write(text, to: name) }

  /// One line of a corpus; `text` as JSON has it between its quotes.
  static func line(_ text: String, _ language: String) -> String {
    "{\"text\": \"\(text)\", \"language\": \"\(language)\"}\n"
  }

  /// Snippets of three languages, and some of none.
  static func corpus(_ count: Int) -> String {
    let kinds: [(String?, (Int) -> String)] = [
      ("python", { "def f\($0)(x):\n    return x + \($0)\n" }),
      ("c", { "int f\($0)(int x) {\n  return x + \($0);\n}\n" }),
      ("yaml", { "key\($0): value\nlist:\n  - \($0)\n" }),
      (nil, { "!! zzz \($0) @@ qqq ??" }),
    ]
    return (0..<count).map { number in
      let (language, text) = kinds[number % kinds.count]
      let line: JSONValue = ["text": .string(text(number)), "language": language.map { .string($0) } ?? .null]
      return line.serializedString(pretty: false) + "\n"
    }.joined()
  }

  /// A model of a few thousand parameters, four steps.
  static var shortSettings: TrainingConfiguration {
    var settings = TrainingConfiguration()
    settings.hiddenSize = 32
    settings.numHiddenLayers = 1
    settings.numAttentionHeads = 2
    settings.intermediateSize = 64
    settings.vocabularySize = 270
    settings.maxLength = 32
    settings.maxSteps = 4
    settings.learningRate = 3e-3
    settings.threads = 1
    return settings
  }

  func run(_ settings: TrainingConfiguration, _ output: String) -> TrainingRun {
    TrainingRun(
      configuration: settings, trainPath: file("train.jsonl"), validationPath: file("validation.jsonl"),
      output: file(output))
  }
}

/// How many processors a run takes where nobody says.
enum ThreadCount {
  static var online: Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
