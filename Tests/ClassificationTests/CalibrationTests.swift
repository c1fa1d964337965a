import Classification
import JSON
import Testing

@Suite struct CalibrationTests {
  @Test func comesBackAsItWasWritten() throws {
    let calibration = Calibration(
      temperature: 1.25,
      confidence: ConfidenceCurve(
        points: [.init(characters: 30, intercept: 0.3, slope: 0.7, upperSlope: 1.1), .init(characters: 300)], most: 0.98
      ),
      withheld: WithheldLanguages(
        recall: 0.7, rows: 10, countsLookAlikes: true,
        languages: ["rst": .init(rows: 10, found: 3), "io": .init(rows: 0, found: 0)]), maxLength: 128,
      minimumConfidence: 0.3, rows: 10, fittedOn: "validation",
      expectedCalibrationError: 0.02)
    #expect(try Calibration(json: calibration.json()) == calibration)
    #expect(try Calibration(json: Calibration(temperature: 2).json()) == Calibration(temperature: 2))
  }

  /// As files of before have it.
  @Test func withoutAnUpperSlopeBothAreAlike() throws {
    let text = #"{"temperature": 1, "confidence": {"points": [{"characters": 9, "intercept": 0, "slope": 0.5}]}}"#
    let curve = try #require(Calibration(json: JSONValue(parsing: text)).confidence)
    #expect(curve.points == [.init(characters: 9, slope: 0.5, upperSlope: 0.5)])
    #expect(abs(curve.confidence(of: 0.8, characters: 9) - 2 / 3) < 1e-9)
  }

  @Test(arguments: [
    ("[]", ""), ("{}", "temperature"), (#"{"temperature": "1"}"#, "temperature"),
    (#"{"temperature": 0}"#, "temperature"),
    (#"{"temperature": -1}"#, "temperature"), (#"{"temperature": null}"#, "temperature"),
    (#"{"temperature": 1, "maxLength": 2}"#, "maxLength"), (#"{"temperature": 1, "maxLength": 1.5}"#, "maxLength"),
    (#"{"temperature": 1, "minimumConfidence": 2}"#, "minimumConfidence"),
    (#"{"temperature": 1, "confidence": {}}"#, "confidence.points"),
    (#"{"temperature": 1, "confidence": {"points": []}}"#, "confidence.points"),
    (points(manyPoints), "confidence.points"),
    (points(#"{"characters": 9, "intercept": 0, "slope": 1, "upperSlope": "1"}"#), "confidence.points[0].upperSlope"),
    (points(#"{"characters": 9, "intercept": 0, "slope": 1, "upperSlope": 1e9}"#), "confidence.points[0].upperSlope"),
    (points(#"{"characters": 9, "intercept": 0, "upperSlope": 1}"#), "confidence.points[0].slope"),
    (
      #"{"temperature": 1, "confidence": {"points": [{"characters": 9, "intercept": 0, "slope": 1}], "most": 1.5}}"#,
      "confidence.most"
    ),
    (
      points(#"{"characters": 9, "intercept": 0, "slope": 1}, {"characters": 8, "intercept": 0, "slope": 1}"#),
      "confidence.points[1].characters"
    ),
    (points(#"{"characters": 0, "intercept": 0, "slope": 1}"#), "confidence.points[0].characters"),
    (points(#"{"characters": 9, "intercept": 0, "slope": 1e9}"#), "confidence.points[0].slope"),
    (points(#"{"characters": 9, "intercept": 0, "slope": 1, "x": 1}"#), "confidence.points[0].x"),
    (
      points(#"{"characters": 9, "intercept": 0, "slope": 1}, {"characters": 9, "intercept": 0, "slope": 1}"#),
      "confidence.points[1].characters"
    ),
    (
      points(
        #"{"characters": 2147483647, "intercept": 0, "slope": 1}, {"characters": 2147483648, "intercept": 0, "slope": 1}"#
      ), "confidence.points[1].characters"
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

  private static let manyPoints = (1...65).map { #"{"characters": \#($0), "intercept": 0, "slope": 1}"# }
    .joined(separator: ",")

  private static func points(_ elements: String) -> String {
    #"{"temperature": 1, "confidence": {"points": [\#(elements)]}}"#
  }
}
