import Corpus
import TestSupport
import Testing

/// A folder of a test's own that a corpus is made of.
struct CorpusTree {
  let directory: TemporaryDirectory

  /// Makes the files, by name and text.
  init(_ files: [String: String] = [:]) throws {
    directory = try TemporaryDirectory()
    try directory.makeDirectory("in")
    for (name, text) in files { try write(text, to: name) }
  }

  var path: String { directory.file("in") }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try directory.write(text, to: "in/\(name)") }

  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String { try directory.write(bytes, to: "in/\(name)") }

  /// What a build made of it.
  struct Result {
    let report: CorpusReport
    let train: [Snippet]
    let validation: [Snippet]

    var all: [Snippet] { train + validation }
    /// Each snippet's group and language, sorted.
    var labels: [String] { all.map { "\($0.group ?? "?") \($0.language ?? "?")" }.sorted() }
    /// How much was skipped for a reason.
    func skipped(_ reason: SkipReason) -> Int { report.skipped[reason]?.count ?? 0 }
  }

  /// Builds with the options; everything goes to the training file unless they say otherwise.
  func build(_ change: (inout CorpusOptions) -> Void = { _ in }) throws -> Result {
    var options = CorpusOptions()
    options.validationShare = 0
    change(&options)
    let files = CorpusFiles(train: directory.file("out.jsonl"))
    let report = try #require(try CorpusBuilder(directories: [path], options: options).build(to: files))
    let validation = options.validationShare > 0 ? try read(files.validation) : []
    return Result(report: report, train: try read(files.train), validation: validation)
  }

  private func read(_ path: String) throws -> [Snippet] {
    if try readFile(path).isEmpty { return [] }
    return try JSONLinesReader(path: path).readAll().snippets
  }
}
