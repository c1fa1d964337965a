package import JSON

/// What `calibration.json` holds: how the model's logits become probabilities, and the window it reads.
package struct Calibration: Sendable, Hashable {
  /// The logits are divided by it; above 0.
  package var temperature: Double
  /// How often answers are right, by their probability and the text's length; nil where they are as probable as that.
  package var confidence: ConfidenceCurve?
  /// The languages that are never guessed; nil where nobody looked for them.
  package var withheld: WithheldLanguages?
  /// How many tokens (with `<s>` and `</s>`) one window has; nil: as many as the model has positions for.
  package var maxLength: Int?
  /// A confidence below which the model's makers advise to abstain; nil where they say nothing.
  package var minimumConfidence: Double?
  /// From which confidence on an answer may be acted upon, by language; nil where nobody fitted that.
  package var thresholds: ConfidenceThresholds?
  /// How many rows the temperature was fitted on, and what they were.
  package var rows: Int?
  package var fittedOn: String?
  /// What it costs to compute in less than single precision; nil where nobody measured that.
  package var precisionLosses: PrecisionLosses?
  /// The expected calibration error on those rows after fitting.
  package var expectedCalibrationError: Double?

  /// A calibration; temperature 1 changes nothing.
  package init(
    temperature: Double = 1, confidence: ConfidenceCurve? = nil, withheld: WithheldLanguages? = nil,
    maxLength: Int? = nil, minimumConfidence: Double? = nil, thresholds: ConfidenceThresholds? = nil, rows: Int? = nil,
    fittedOn: String? = nil, expectedCalibrationError: Double? = nil, precisionLosses: PrecisionLosses? = nil
  ) {
    self.temperature = temperature
    self.confidence = confidence
    self.withheld = withheld
    self.maxLength = maxLength
    self.minimumConfidence = minimumConfidence
    self.thresholds = thresholds
    self.rows = rows
    self.fittedOn = fittedOn
    self.expectedCalibrationError = expectedCalibrationError
    self.precisionLosses = precisionLosses
  }

  private static let keys: Set<String> = [
    "temperature", "maxLength", "minimumConfidence", "thresholds", "rows", "fittedOn", "expectedCalibrationError",
    "precisionLosses", "confidence", "withheld",
  ]

  /// Reads the object that `json()` writes; only `temperature` must be there, and no key that is not known.
  package init(json: JSONValue) throws(JSONFieldError) {
    let reader = JSONDecodingReader(json)
    try reader.refuseKeys(besides: Calibration.keys)
    temperature = try Calibration.number(reader.field("temperature"), above: 0)
    if let field = try reader.optional("confidence") { confidence = try ConfidenceCurve(field) }
    if let field = try reader.optional("withheld") { withheld = try WithheldLanguages(field) }
    maxLength = try reader.optional("maxLength")?.integer(in: 3...(1 << 20))
    minimumConfidence = try reader.optional("minimumConfidence")?.double(in: 0...1)
    if let field = try reader.optional("thresholds") { thresholds = try ConfidenceThresholds(field) }
    if let field = try reader.optional("precisionLosses") { precisionLosses = try PrecisionLosses(field) }
    rows = try reader.optional("rows")?.integer(in: 0...Int.max)
    fittedOn = try reader.optionalString("fittedOn")
    expectedCalibrationError = try reader.optional("expectedCalibrationError")?.double(in: 0...1)
  }

  private static func number(_ field: JSONDecodingReader, above bound: Double) throws(JSONFieldError) -> Double {
    let value = try field.double()
    guard value.isFinite, value > bound else { throw field.error("\(value) is not above \(bound)") }
    return value
  }

  /// The object that is stored.
  package func json() -> JSONValue {
    var members: JSONObject = ["temperature": .number(temperature)]
    members["confidence"] = confidence?.json
    members["maxLength"] = maxLength.map(JSONValue.integer)
    members["minimumConfidence"] = minimumConfidence.map(JSONValue.number)
    members["rows"] = rows.map(JSONValue.integer)
    members["fittedOn"] = fittedOn.map(JSONValue.string)
    members["expectedCalibrationError"] = expectedCalibrationError.map(JSONValue.number)
    members["precisionLosses"] = precisionLosses?.json
    members["withheld"] = withheld?.json
    members["thresholds"] = thresholds?.json
    return .object(members)
  }
}
