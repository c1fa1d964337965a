package import JSON

extension EvaluationReport {
  /// Counts in a file, so that no sum of them can overflow.
  private static let counts = 0...1 << 36

  /// Reads what `json()` wrote; figures that follow from the counts are computed anew.
  ///
  /// - Throws: `JSONFieldError` for a field that is missing or wrong.
  package init(json: JSONValue) throws(JSONFieldError) {
    let reader = JSONDecodingReader(json)
    self.init(
      confusion: try Self.confusion(reader.field("confusion")), byLength: try Self.lengths(reader.field("byLength")),
      calibration: try Self.bins(reader), unknown: try UnknownScore(reader.field("unknown"), counts: Self.counts),
      atThresholds: try Self.thresholds(reader),
      examples: try reader.array("examples").map { item throws(JSONFieldError) in try ConfusionExample(item) })
  }

  private static func confusion(_ reader: JSONDecodingReader) throws(JSONFieldError) -> [String: [String: Int]] {
    var result: [String: [String: Int]] = [:]
    for truth in try reader.object().keys {
      let answers = try reader.field(truth)
      for answer in try answers.object().keys {
        result[truth, default: [:]][answer] = try answers.integer(answer, in: counts)
      }
    }
    return result
  }

  private static func lengths(_ reader: JSONDecodingReader) throws(JSONFieldError) -> [LengthClass: LengthScore] {
    var result: [LengthClass: LengthScore] = [:]
    for length in LengthClass.allCases {
      let member = try reader.field(length.rawValue)
      result[length] = LengthScore(
        rows: try member.integer("rows", in: counts), correct: try member.integer("correct", in: counts))
    }
    return result
  }

  /// A report of an earlier version has none.
  private static func thresholds(_ reader: JSONDecodingReader) throws(JSONFieldError) -> ThresholdScore {
    guard let member = try reader.optional("atThresholds") else { return ThresholdScore() }
    return try ThresholdScore(member, counts: counts)
  }

  private static func bins(_ reader: JSONDecodingReader) throws(JSONFieldError) -> [CalibrationError.Bin] {
    let bins = try reader.array("calibrationBins").map { item throws(JSONFieldError) in
      var bin = CalibrationError.Bin()
      bin.rows = try item.integer("rows", in: counts)
      bin.correct = try item.integer("correct", in: counts)
      bin.confidence = try item.double("meanConfidence") * Double(bin.rows)
      return bin
    }
    guard bins.count == CalibrationError.binCount else {
      throw JSONFieldError(path: "calibrationBins", problem: "must be \(CalibrationError.binCount) bins")
    }
    return bins
  }
}

extension UnknownScore {
  fileprivate init(_ reader: JSONDecodingReader, counts: ClosedRange<Int>) throws(JSONFieldError) {
    self.init(
      rows: try reader.integer("rows", in: counts), abstained: try reader.integer("abstained", in: counts),
      meanConfidence: try reader.double("meanConfidence"),
      meanConfidenceOfKnown: try reader.double("meanConfidenceOfKnown"), auroc: try reader.optionalDouble("auroc"))
  }
}
