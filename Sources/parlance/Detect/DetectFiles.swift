internal import Classification

/// `detect FILE…`: each file's language, in order; a file that can't be read is reported and the others go on.
struct DetectFiles {
  let answering: Answering
  let top: Int
  let isJSON: Bool
  /// Whose names are told: with JSON too, else instead of all else.
  let editor: EditorAnswer?
  /// The longest name, where a person looks at a table of all; nil: it goes by the names of a piece.
  let nameWidth: Int?
  /// Whether an input that others write to (a FIFO, a terminal) is waited for: where it is the only one.
  let waits: Bool

  private let isTerminal = Terminal.isTerminal(Terminal.standardOutput)
  private let hasColours = Terminal.hasColours(Terminal.standardOutput)

  init(
    answering: Answering, top: Int, isJSON: Bool, editor: EditorAnswer? = nil, nameWidth: Int? = nil, waits: Bool
  ) {
    self.answering = answering
    self.top = top
    self.isJSON = isJSON
    self.editor = editor
    self.nameWidth = nameWidth
    self.waits = waits
  }

  /// Answers the files that `next` names, a piece of them at a time, and tells `progress` how many are done; false if one
  /// could not be read.
  func run<Failure: Error>(
    _ next: () throws(Failure) -> [InputName]?, progress: (Int) -> Void
  ) throws(Failure) -> Bool {
    var output = DetectOutput()
    try OrderedPipeline<[InputName], [FileContents], DetectOutcome>(threads: answering.threads)
      .run(next, read: read, answer: answer) { progress(output.deliver($0)) }
    return output.isGood
  }

  private typealias FileContents = (name: FileName, contents: Result<InputText, InputError>)

  private func read(_ names: [InputName]) -> [FileContents] {
    names.map { name in
      (name.shown, Result { () throws(InputError) in try InputReader.read(name, waits: waits) })
    }
  }

  private func answer(_ files: [FileContents]) -> DetectOutcome {
    var outcome = DetectOutcome(inputs: files.count)
    var readable: [(name: FileName, text: InputText)] = []
    for file in files {
      switch file.contents {
      case .success(let text): readable.append((file.name, text))
      case .failure(let error): outcome.problems.append(error.description)
      }
    }
    write(readable, answering.answer(readable.map(\.text.bytes)), to: &outcome)
    return outcome
  }

  private func write(
    _ files: [(name: FileName, text: InputText)], _ answers: [Explanation], to outcome: inout DetectOutcome
  ) {
    let text = PredictionText(
      top: top, isTerminal: isTerminal, hasColours: hasColours,
      nameWidth: nameWidth ?? files.map(\.name.text.count).max() ?? 0)
    for (file, answer) in zip(files, answers) {
      if isJSON {
        let format = PredictionJSON(
          top: top, explains: answering.explains, hasPlaces: file.text.isWhole, editor: editor?.editor)
        let isCertain = answering.isCertain(answer.prediction, of: file.text.bytes)
        outcome.writeLine(format.line(file: file.name.text, answer, isCertain: isCertain).utf8)
      } else if let editor {
        if let line = editor.line(answer.prediction, of: file.text.bytes) { outcome.writeLine(line.utf8) }
      } else {
        for line in text.lines(file.name, answer) { outcome.writeLine(line) }
      }
    }
  }
}
