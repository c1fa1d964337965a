import Classification
import JSON
import Testing

@Suite struct ConfidenceThresholdsTests {
  private var calibration: Calibration {
    Calibration(
      minimumConfidence: 0.4,
      thresholds: ConfidenceThresholds(
        precision: 0.99, labelNoise: 0.01, languages: ["go": 0.7, "rust": 1], others: 0.9, shortTexts: 0.96))
  }

  @Test func eachLanguageHasItsOwnOrThatOfAllOthers() {
    #expect(calibration.threshold(of: "go") == 0.7)
    #expect(calibration.threshold(of: "rust") == 1)
    #expect(calibration.threshold(of: "foolang") == 0.9)
  }

  @Test func aShortTextAsksForMore() {
    let bound = ConfidenceThresholds.shortTextCharacters
    #expect(calibration.threshold(of: "go", characters: bound) == 0.7)
    #expect(calibration.threshold(of: "go", characters: bound - 1) == 0.96)
    #expect(calibration.threshold(of: "rust", characters: 0) == 1)
  }

  @Test func anOlderFileHasOneForAll() {
    #expect(Calibration().threshold(of: "go") == Calibration.thresholdWithoutFit)
    #expect(Calibration(minimumConfidence: 0.4).threshold(of: "go") == 0.4)
    #expect(Calibration(minimumConfidence: 0.4).threshold(of: "go", characters: 3) == 0.4)
  }

  @Test func oneIsNever() {
    let clears = { calibration.clears(Candidate(language: $0, probability: $1), characters: 100) }
    #expect(clears("go", 0.7))
    #expect(!clears("go", 0.69))
    #expect(!clears("rust", 1))
  }

  @Test func comesBackAsItWasWritten() throws {
    #expect(try Calibration(json: calibration.json()) == calibration)
    var counted = calibration
    counted.thresholds?.coverage = 0.5
    counted.thresholds?.evidence = ThresholdEvidence(rows: 100, right: 99)
    counted.thresholds?.languageEvidence = ["go": ThresholdEvidence(rows: 10, right: 10)]
    #expect(try Calibration(json: counted.json()) == counted)
  }

  @Test(arguments: [
    (#"{"precision": 0.99}"#, "thresholds.labelNoise"), (#"[]"#, "thresholds"),
    (#"{"precision": 0.99, "labelNoise": 0, "others": 2, "shortTexts": 1, "languages": {}}"#, "thresholds.others"),
    (#"{"precision": 0.99, "labelNoise": 0, "others": 1, "shortTexts": 1, "languages": []}"#, "thresholds.languages"),
    (
      #"{"precision": 0.99, "labelNoise": 0, "others": 1, "shortTexts": 1, "languages": {"go": "0.9"}}"#,
      "thresholds.languages.go"
    ),
    (
      #"{"precision": 0.99, "labelNoise": 0, "others": 1, "shortTexts": 1, "languages": {}, "other": 1}"#,
      "thresholds.other"
    ),
    (
      #"{"precision": 0.99, "labelNoise": 0, "others": 1, "shortTexts": 1, "languages": {}, "evidence": {"rows": 1}}"#,
      "thresholds.evidence.right"
    ),
  ]) func namesTheFieldThatIsWrong(text: String, path: String) throws {
    let json: JSONValue = ["temperature": 1, "thresholds": try JSONValue(parsing: text)]
    let error = #expect(throws: JSONFieldError.self) { try Calibration(json: json) }
    #expect(error?.path == path)
  }

  /// The interval of R's `prop.test(98, 100, correct = FALSE)`, and what follows from no rows and from none that is wrong.
  @Test func theIntervalIsWilsons() {
    let interval = ThresholdEvidence(rows: 100, right: 98).interval
    #expect(abs(interval.lowerBound - 0.93000) < 1e-4)
    #expect(abs(interval.upperBound - 0.99450) < 1e-4)
    #expect(ThresholdEvidence(rows: 0, right: 0).interval == 0...1)
    #expect(ThresholdEvidence(rows: 5, right: 5).interval.upperBound == 1)
  }
}
