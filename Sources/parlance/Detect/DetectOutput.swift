/// What came of a piece of an input: lines for standard output, and what to say on standard error.
struct DetectOutcome: Sendable {
  /// How many files or lines the piece has.
  let inputs: Int
  private(set) var lines: [UInt8] = []
  /// What could not be answered, one message each.
  var problems: [String] = []

  init(inputs: Int) { self.inputs = inputs }

  /// Adds a line for standard output.
  mutating func writeLine(_ line: some Sequence<UInt8>) {
    lines.append(contentsOf: line)
    lines.append(UInt8(ascii: "\n"))
  }
}

/// Tells outcomes in their order: first what went wrong, then the answers, which nobody has to wait for.
struct DetectOutput {
  /// Whether all could be answered so far.
  private(set) var isGood = true
  private var done = 0
  private var output = OutputBuffer.standardOutput

  /// Tells one. How many inputs are done.
  mutating func deliver(_ outcome: DetectOutcome) -> Int {
    for problem in outcome.problems { Diagnostics.error(problem) }
    isGood = isGood && outcome.problems.isEmpty
    output.write(outcome.lines)
    output.flush()
    done += outcome.inputs
    return done
  }
}
