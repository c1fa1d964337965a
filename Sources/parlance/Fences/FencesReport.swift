internal import CodeBlocks
internal import JSON
internal import MarkdownFences

/// Tells about, shows or makes what is to be changed in one document.
struct FencesReport {
  /// What is done about a document.
  enum Mode {
    case list, json, diff, fix
  }

  let document: MarkdownDocument
  let blocks: [InspectedCodeBlock]
  let mode: Mode
  /// Whether an untagged or mistagged block is a "no"; in a list only those are told then.
  let isChecking: Bool

  /// Does it; false where `isChecking` and a block is (still) untagged or mistagged.
  func run() throws(InputError) -> Bool {
    switch mode {
    case .list: list()
    case .json: listAsJSON()
    case .diff: showDifference()
    case .fix: try fix()
    }
    let left = blocks.filter { $0.isProblem && !(mode == .fix && $0.edit != nil) }
    return !isChecking || left.isEmpty
  }

  private var edits: [TagEdit] { blocks.compactMap(\.edit) }

  private func list() {
    var output = OutputBuffer.standardOutput
    let name = Terminal.printable(document.name)
    for block in blocks where !isChecking || block.isProblem {
      output.writeLine("\(name):\(block.line): \(block.words)")
    }
    output.flush()
  }

  private func listAsJSON() {
    var output = OutputBuffer.standardOutput
    for block in blocks where !isChecking || block.isProblem {
      output.writeLine(block.json(file: document.path).serializedString(pretty: false))
    }
    output.flush()
  }

  private func showDifference() {
    var output = OutputBuffer.standardOutput
    output.write(
      UnifiedDiff.text(old: document.source, new: TagEdit.apply(edits, to: document.source), name: document.path))
    output.flush()
    tellLeft()
  }

  private func fix() throws(InputError) {
    let fixed = edits.isEmpty ? document.source : TagEdit.apply(edits, to: document.source)
    if document.isStandardInput {
      var output = OutputBuffer.standardOutput
      output.write(fixed)
      output.flush()
    } else if !edits.isEmpty {
      try document.replace(with: fixed)
      for block in blocks where block.edit != nil { say("\(document.name):\(block.line): \(block.wordsOfChange)") }
    }
    tellLeft()
  }

  /// What nothing is written for, on standard error.
  private func tellLeft() {
    for block in blocks where block.isProblem && block.edit == nil {
      say("\(document.name):\(block.line): left alone, \(block.words)")
    }
  }

  private func say(_ words: String) { Diagnostics.error(words) }
}
