internal import Classification
internal import JSON
internal import Languages

/// `detect --jsonl`: a line of JSON in, a line of JSON out, in order and in bounded memory.
struct DetectLines {
  let answering: Answering
  let top: Int
  /// Whose names for the languages are told too.
  var editor: Editor?
  /// How many lines are classified together.
  private static let batchLines = 1024

  /// Answers every line of the stream and tells `progress` how many are done; false if one of them was malformed (which
  /// has a line with `error` then).
  func run(_ input: LineStream, name: String, progress: (Int) -> Void) throws(InputError) -> Bool {
    var input = input
    var output = OutputBuffer.standardOutput
    var number = 0
    var isGood = true
    while true {
      let lines = try input.nextBatch(maximum: DetectLines.batchLines)
      if lines.isEmpty { break }
      let texts = lines.map(text)
      let answers = answering.answer(texts.map { (try? $0.get()) ?? [] })
      for (text, answer) in zip(texts, answers) {
        number += 1
        if case .failure(let problem) = text {
          isGood = false
          Diagnostics.error("\(name):\(number): \(problem.text)")
        }
        output.writeLine(line(text, answer))
      }
      output.flush()
      progress(number)
    }
    return isGood
  }

  private struct Problem: Error { let text: String }

  private func text(_ line: InputLine) -> Result<[UInt8], Problem> {
    guard let bytes = line.bytes else {
      return .failure(Problem(text: "the line is longer than \(LineStream.maximumLineBytes) bytes"))
    }
    do throws(JSONError) {
      let value = try JSONValue(parsing: bytes)
      guard let text = value["text"] else {
        return .failure(Problem(text: value.objectValue == nil ? "is not a JSON object" : "\"text\" is missing"))
      }
      guard let string = text.stringValue else { return .failure(Problem(text: "\"text\" is not a string")) }
      return .success(Array(string.utf8))
    } catch {
      return .failure(Problem(text: "column \(error.column): \(error.kind)"))
    }
  }

  private func line(_ text: Result<[UInt8], Problem>, _ answer: Explanation) -> String {
    switch text {
    case .success:
      JSONValue.object(
        PredictionJSON(top: top, explains: answering.explains, editor: editor).members(answer)
      ).serializedString()
    case .failure(let problem): JSONValue.object(PredictionJSON.failure(problem.text)).serializedString()
    }
  }
}
