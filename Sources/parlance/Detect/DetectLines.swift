internal import Classification
internal import JSON
internal import Languages

/// `detect --jsonl`: a line of JSON in, a line of JSON out, in order and in bounded memory.
struct DetectLines {
  let answering: Answering
  let top: Int
  /// Whose names for the languages are told too.
  var editor: Editor?
  /// Which members of a line's object its answer has too, before its own.
  var keptKeys: [String] = []
  /// How many lines are classified together, at most, and, but for the last of them, how many bytes.
  private static let pieceLines = 32
  private static let pieceBytes = 1 << 20

  /// Answers every line of the stream and tells `progress` how many are done; false if one of them was malformed (which
  /// has a line with `error` then).
  func run(_ input: LineStream, name: String, progress: (Int) -> Void) throws(InputError) -> Bool {
    var output = DetectOutput()
    var input = input
    var number = 0
    try OrderedPipeline<NumberedLines, NumberedLines, DetectOutcome>(threads: answering.threads).run(
      { () throws(InputError) in
        let lines = try input.nextBatch(maximum: Self.pieceLines, maximumBytes: Self.pieceBytes)
        defer { number += lines.count }
        return lines.isEmpty ? nil : NumberedLines(before: number, lines: lines)
      }, read: { $0 }, answer: { answer($0, name) }, deliver: { progress(output.deliver($0)) })
    return output.isGood
  }

  private struct NumberedLines {
    /// How many lines come before.
    let before: Int
    let lines: [InputLine]
  }

  private func answer(_ piece: NumberedLines, _ name: String) -> DetectOutcome {
    var outcome = DetectOutcome(inputs: piece.lines.count)
    let lines = piece.lines.map(parsed)
    let answers = answering.answer(lines.map { (try? $0.text.get()) ?? [] })
    for (index, (line, answer)) in zip(lines, answers).enumerated() {
      if case .failure(let problem) = line.text {
        outcome.problems.append("\(name):\(piece.before + index + 1): \(problem.text)")
      }
      outcome.writeLine(object(line, answer).serializedString().utf8)
    }
    return outcome
  }

  private struct Problem: Error { let text: String }

  private struct ParsedLine {
    /// What of the line's object its answer has too.
    var kept: JSONObject = [:]
    let text: Result<[UInt8], Problem>
  }

  private func parsed(_ line: InputLine) -> ParsedLine {
    guard let bytes = line.bytes else {
      return ParsedLine(
        text: .failure(Problem(text: "the line is longer than \(LineStream.maximumLineBytes) bytes")))
    }
    do throws(JSONError) {
      let value = try JSONValue(parsing: bytes)
      return ParsedLine(kept: value.objectValue.map(kept) ?? [:], text: text(value))
    } catch {
      return ParsedLine(text: .failure(Problem(text: "column \(error.column): \(error.kind)")))
    }
  }

  private func kept(_ object: JSONObject) -> JSONObject {
    var members: JSONObject = [:]
    for key in keptKeys { members[key] = object[key] }
    return members
  }

  private func text(_ value: JSONValue) -> Result<[UInt8], Problem> {
    guard let text = value["text"] else {
      return .failure(Problem(text: value.objectValue == nil ? "is not a JSON object" : "\"text\" is missing"))
    }
    guard let string = text.stringValue else { return .failure(Problem(text: "\"text\" is not a string")) }
    return .success(Array(string.utf8))
  }

  private func object(_ line: ParsedLine, _ answer: Explanation) -> JSONValue {
    var members = line.kept
    let own =
      switch line.text {
      case .success: PredictionJSON(top: top, explains: answering.explains, editor: editor).members(answer)
      case .failure(let problem): PredictionJSON.failure(problem.text)
      }
    members.merge(own) { $1 }
    return .object(members)
  }
}
