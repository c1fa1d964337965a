import Classification
import JSON
import Testing

@Suite struct CalibrationTests {
  @Test func comesBackAsItWasWritten() throws {
    let calibration = Calibration(
      temperature: 1.25,
      confidence: ConfidenceCurve(intercept: 0.3, slope: 0.7, length: 0.2, slopeByLength: -0.1, most: 0.98),
      withheld: WithheldLanguages(
        recall: 0.7, rows: 10, countsLookAlikes: true,
        languages: ["rst": .init(rows: 10, found: 3), "io": .init(rows: 0, found: 0)]), maxLength: 128,
      minimumConfidence: 0.3, rows: 10, fittedOn: "validation",
      expectedCalibrationError: 0.02)
    #expect(try Calibration(json: calibration.json()) == calibration)
    #expect(try Calibration(json: Calibration(temperature: 2).json()) == Calibration(temperature: 2))
  }

  @Test(arguments: [
    ("[]", ""), ("{}", "temperature"), (#"{"temperature": "1"}"#, "temperature"),
    (#"{"temperature": 0}"#, "temperature"),
    (#"{"temperature": -1}"#, "temperature"), (#"{"temperature": null}"#, "temperature"),
    (#"{"temperature": 1, "maxLength": 2}"#, "maxLength"), (#"{"temperature": 1, "maxLength": 1.5}"#, "maxLength"),
    (#"{"temperature": 1, "minimumConfidence": 2}"#, "minimumConfidence"),
    (#"{"temperature": 1, "confidence": {}}"#, "confidence.intercept"),
    (
      #"{"temperature": 1, "confidence": {"intercept": 0, "slope": 1e9, "length": 0, "slopeByLength": 0}}"#,
      "confidence.slope"
    ),
    (
      #"{"temperature": 1, "confidence": {"intercept": 0, "slope": 1, "length": 0, "slopeByLength": 0, "x": 1}}"#,
      "confidence.x"
    ),
    (#"{"temperature": 1, "withheld": {"recall": 2}}"#, "withheld.recall"),
    (#"{"temperature": 1, "withheld": {"recall": 1, "languages": {}, "rows": 1, "odd": 1}}"#, "withheld.odd"),
    (
      #"{"temperature": 1, "withheld": {"recall": 1, "rows": 10, "countsLookAlikes": true, "#
        + #""languages": {"go": {"rows": 3, "found": 4}}}}"#, "withheld.languages.go.found"
    ),
    (#"{"temperature": 1, "temprature": 2}"#, "temprature"), (#"{"temperature": 1, "fittedOn": 3}"#, "fittedOn"),
  ]) func namesTheFieldThatIsWrong(text: String, field: String) throws {
    let json = try JSONValue(parsing: text)
    let error = #expect(throws: JSONFieldError.self) { try Calibration(json: json) }
    #expect(error?.path == field)
  }
}
