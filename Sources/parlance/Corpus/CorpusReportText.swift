internal import Corpus

/// What `parlance corpus` made, for people, on standard error.
enum CorpusReportText {
  /// How many languages are shown.
  private static let shownLanguages = 200

  static func write(_ report: CorpusReport, to files: CorpusFiles, hasValidation: Bool) {
    var output = OutputBuffer(descriptor: Terminal.standardError)
    for (directory, layout) in report.layouts {
      let words = layout == .folders ? "a folder a language" : "a workspace"
      output.writeLine("\(printable(directory)): \(words)")
    }
    let languages = report.languages.sorted {
      ($1.value.train + $1.value.validation, $0.key) < ($0.value.train + $0.value.validation, $1.key)
    }
    let width = languages.map(\.key.count).max() ?? 0
    for (label, count) in languages.prefix(shownLanguages) {
      let name = printable(label) + String(repeating: " ", count: width - label.count)
      output.writeLine("  \(name) \(padded(count.train)) \(padded(count.validation))")
    }
    for (label, path) in report.ownLanguages.sorted(by: { $0.key < $1.key }).prefix(shownLanguages) {
      output.writeLine("  not in the registry, so a language of your own: \(printable(label)) (\(printable(path)))")
    }
    writeSkipped(report, &output)
    output.writeLine("\(report.files) files read in \(report.groups) groups, \(joined(report)) near-copies of others")
    let validation = hasValidation ? ", \(printable(files.validation)): \(report.validation)" : ""
    output.writeLine("\(printable(files.train)): \(report.train) snippets\(validation)")
    output.flush()
  }

  private static func joined(_ report: CorpusReport) -> String { "\(report.joinedGroups) joined as" }

  /// What was left out, and why.
  static func writeSkipped(_ report: CorpusReport) {
    var output = OutputBuffer(descriptor: Terminal.standardError)
    writeSkipped(report, &output)
    output.flush()
  }

  private static func writeSkipped(_ report: CorpusReport, _ output: inout OutputBuffer) {
    for reason in SkipReason.allCases {
      guard let skipped = report.skipped[reason] else { continue }
      let example = skipped.example.isEmpty ? "" : " (\(printable(skipped.example)))"
      output.writeLine("  left out: \(skipped.count) \(reason.words)\(example)")
    }
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 8 - digits.count)) + digits
  }

  /// One line, whatever the file is called.
  private static func printable(_ text: String) -> String {
    Terminal.printable(text.replacing("\n", with: "\\n").replacing("\t", with: "\\t"))
  }
}
