internal import Classification

/// `detect FILE…`: each file's language, in order; a file that can't be read is reported and the others go on.
struct DetectFiles {
  let answering: Answering
  let top: Int
  let isJSON: Bool
  /// Whose names are told: with JSON too, else instead of all else.
  let editor: EditorAnswer?
  /// How many files are read and classified together.
  static let batchFiles = 128

  private let isTerminal = Terminal.isTerminal(Terminal.standardOutput)
  private let hasColours = Terminal.hasColours(Terminal.standardOutput)

  init(answering: Answering, top: Int, isJSON: Bool, editor: EditorAnswer? = nil) {
    self.answering = answering
    self.top = top
    self.isJSON = isJSON
    self.editor = editor
  }

  /// Answers every file; false if one could not be read.
  func run(_ names: [String]) -> Bool {
    var files: [(name: String, text: InputText)] = []
    for name in names {
      do throws(InputError) {
        files.append((name, try InputReader.read(name)))
      } catch {
        Diagnostics.error(error.description)
      }
    }
    write(files, answering.answer(files.map(\.text.bytes)))
    return files.count == names.count
  }

  private func write(_ files: [(name: String, text: InputText)], _ answers: [Explanation]) {
    var output = OutputBuffer.standardOutput
    let text = PredictionText(
      top: top, isTerminal: isTerminal, hasColours: hasColours, nameWidth: files.map(\.name.count).max() ?? 0)
    for (file, answer) in zip(files, answers) {
      if isJSON {
        let format = PredictionJSON(
          top: top, explains: answering.explains, hasPlaces: file.text.isWhole, editor: editor?.editor)
        let isCertain = answering.isCertain(answer.prediction, of: file.text.bytes)
        output.writeLine(format.line(file: file.name, answer, isCertain: isCertain))
      } else if let editor {
        if let line = editor.line(answer.prediction, of: file.text.bytes) { output.writeLine(line) }
      } else {
        for line in text.lines(file.name, answer) { output.writeLine(line) }
      }
    }
    output.flush()
  }
}
