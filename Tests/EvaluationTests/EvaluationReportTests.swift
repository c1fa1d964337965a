import Evaluation
import JSON
import TestSupport
import Testing

/// Drawn rows and what scikit-learn says of them; see `Fixtures/evaluation/generate.py`.
private struct Reference {
  let json: JSONValue
  let rows: [EvaluationRow]

  init() throws {
    json = try JSONValue(parsing: readFile(Repository.fixture("evaluation/metrics.json")))
    rows = try #require(json["rows"]?.arrayValue).map { row in
      EvaluationRow(
        truth: row["truth"]?.stringValue, predicted: row["predicted"]?.stringValue,
        confidence: row["confidence"]?.doubleValue ?? .nan, characters: row["characters"]?.intValue ?? -1)
    }
  }
}

@Suite struct EvaluationReportTests {
  @Test(arguments: ["accuracy", "macroF1", "expectedCalibrationError"])
  func figuresAreScikitLearns(key: String) throws {
    let reference = try Reference()
    let ours = try #require(EvaluationReport(reference.rows).json()[key]?.doubleValue)
    #expect(isNear(ours, reference.json[key]?.doubleValue ?? .nan))
  }

  @Test func separationOfUnknownLanguagesIsScikitLearns() throws {
    let reference = try Reference()
    let unknown = EvaluationReport(reference.rows).unknown
    #expect(isNear(unknown.auroc ?? .nan, reference.json["auroc"]?.doubleValue ?? .nan))
    #expect(unknown.rows == 60)
    #expect(unknown.abstained == 0)
  }

  @Test(arguments: LengthClass.allCases) func accuracyByLengthIsNumPys(length: LengthClass) throws {
    let reference = try Reference()
    let ours = EvaluationReport(reference.rows).json()["byLength"]?[length.rawValue]?["accuracy"]?.doubleValue
    #expect(isNear(ours ?? .nan, reference.json["byLength"]?[length.rawValue]?.doubleValue ?? .nan))
  }

  @Test(arguments: ["c", "go", "haskell", "python", "ruby"]) func eachLanguageIsScikitLearns(language: String) throws {
    let reference = try Reference()
    let report = EvaluationReport(reference.rows).json()
    for key in ["precision", "recall", "f1", "support"] {
      let ours = report["byLanguage"]?[language]?[key]?.doubleValue
      #expect(isNear(ours ?? .nan, reference.json["byLanguage"]?[language]?[key]?.doubleValue ?? .nan), "\(key)")
    }
    #expect(report["confusion"]?[language] == reference.json["confusion"]?[language])
  }

  @Test func abstentionsAreWrongAnswersUnderNull() {
    let report = EvaluationReport([
      EvaluationRow(truth: "c", predicted: nil, confidence: 0.2, characters: 10),
      EvaluationRow(truth: "c", predicted: "c", confidence: 0.9, characters: 10),
      EvaluationRow(truth: nil, predicted: nil, confidence: 0.1, characters: 10),
    ])
    #expect(report.accuracy == 0.5)
    #expect(report.abstained == 1)
    #expect(report.json()["confusion"]?["c"]?["null"] == 1)
    #expect(report.unknown.abstained == 1)
    #expect(report.unknown.auroc == 1)
  }

  @Test func withoutRowsEverythingIsZero() {
    let report = EvaluationReport([])
    #expect(report.accuracy == 0)
    #expect(report.macroF1 == 0)
    #expect(report.expectedCalibrationError == 0)
    #expect(report.json()["unknown"]?["auroc"] == .null)
    #expect(report.json()["byLength"]?.objectValue?.keys.elements == ["<100", "<300", "<1000", ">=1000"])
  }

  @Test(arguments: [
    (0, "<100"), (99, "<100"), (100, "<300"), (299, "<300"), (300, "<1000"), (999, "<1000"), (1000, ">=1000"),
  ])
  func lengthClassesBeginWhereTheyShould(characters: Int, expected: String) {
    #expect(LengthClass(characters: characters).rawValue == expected)
  }

  @Test func binsAreScikitLearns() throws {
    let reference = try Reference()
    let ours = try #require(EvaluationReport(reference.rows).json()["calibrationBins"]?.arrayValue)
    let theirs = try #require(reference.json["calibrationBins"]?.arrayValue)
    #expect(ours.count == theirs.count)
    for (our, their) in zip(ours, theirs) {
      for key in ["rows", "accuracy", "meanConfidence"] {
        #expect(isNear(our[key]?.doubleValue ?? .nan, their[key]?.doubleValue ?? .nan), "\(key)")
      }
    }
  }

  @Test func whatIsWrittenIsReadBackTheSame() throws {
    let report = EvaluationReport(try Reference().rows) { "row \($0)" }
    let read = try EvaluationReport(json: try JSONValue(parsing: report.json().serialized()))
    #expect(read.confusion == report.confusion)
    #expect(read.byLanguage == report.byLanguage)
    #expect(read.byLength == report.byLength)
    #expect(read.unknown == report.unknown)
    #expect(read.examples == report.examples)
    #expect(read.calibration.map(\.rows) == report.calibration.map(\.rows))
    #expect(isNear(read.expectedCalibrationError, report.expectedCalibrationError))
    #expect(read.accuracy == report.accuracy && read.macroF1 == report.macroF1)
  }

  @Test(arguments: [
    (#"{"rows": 1}"#, "confusion"), (#"{"confusion": {"c": {"d": -1}}}"#, "confusion.c.d"),
    (#"{"confusion": {"c": 3}}"#, "confusion.c"),
    (#"{"confusion": {"c": {"d": 9223372036854775807}}}"#, "confusion.c.d"),
    (#"{"confusion": {}, "byLength": {}}"#, "byLength.<100"), ("[]", ""),
  ])
  func aFieldThatIsWrongIsNamed(text: String, path: String) throws {
    let json = try JSONValue(parsing: text)
    let error = #expect(throws: JSONFieldError.self) { try EvaluationReport(json: json) }
    #expect(error?.path == path)
  }

  @Test func theTableNamesWhatMatters() throws {
    let table = EvaluationReport(try Reference().rows).table()
    for words in ["accuracy", "macro F1", "calibration", ">=1000", "haskell", "worst confusions", "AUROC"] {
      #expect(table.contains(words))
    }
  }
}

@Suite struct ConfusionExampleTests {
  private func row(_ truth: String?, _ predicted: String?, _ confidence: Double) -> EvaluationRow {
    EvaluationRow(truth: truth, predicted: predicted, confidence: confidence, characters: 1)
  }

  @Test func theSurestWrongAnswersOfTheWorstConfusionsAreShown() {
    let rows = [
      row("c", "cpp", 0.5), row("c", "cpp", 0.9), row("c", "c", 1), row("go", nil, 0.2), row("c", "cpp", 0.7),
      row("c", "cpp", 0.6), row(nil, "c", 0.99),
    ]
    let report = EvaluationReport(rows) { "text \($0)" }
    #expect(report.examples.map(\.text) == ["text 1", "text 4", "text 5", "text 3"])
    #expect(report.examples.map(\.answer) == ["cpp", "cpp", "cpp", "null"])
    #expect(report.worstConfusions(1) == [Confusion(truth: "c", answer: "cpp", count: 4)])
    #expect(EvaluationReport(rows).examples.isEmpty)
  }

  @Test(arguments: [
    ("a\nb", "a\nb", false), (String(repeating: "x\n", count: 40), String(repeating: "x\n", count: 11) + "x", true),
    (String(repeating: "é", count: 161), String(repeating: "é", count: 160), true), ("", "", false),
    ("a\r\nb", "a\r\nb", false),
  ])
  func longTextsAreCut(text: String, kept: String, isCut: Bool) {
    let example = ConfusionExample(truth: "a", answer: "b", confidence: 1, text: text)
    #expect(example.text == kept)
    #expect(example.isCut == isCut)
  }
}

@Suite struct CalibrationErrorTests {
  @Test func binsHoldTheirUpperBound() {
    let bins = CalibrationError.bins([(0.0, false), (1.0 / 15, true), (0.9999, true), (1.0, true), (.nan, false)])
    #expect(bins.map(\.rows) == [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
  }

  @Test func aModelThatIsAsRightAsItSaysHasNone() {
    let rows = (0..<10).map { (confidence: 0.7, isCorrect: $0 < 7) }
    #expect(isNear(CalibrationError.expected(rows), 0))
  }
}

@Suite struct AreaUnderROCTests {
  @Test(arguments: [
    ([1.0, 2], [0.0, 0.5], 1.0), ([0.0], [1.0], 0.0), ([1.0], [1.0], 0.5), ([1.0, 3], [2.0], 0.5),
  ]) func countsPairs(positives: [Double], negatives: [Double], expected: Double) {
    #expect(AreaUnderROC.area(positives: positives, negatives: negatives) == expected)
  }

  @Test func isNothingWithoutOneOfTheGroups() {
    #expect(AreaUnderROC.area(positives: [], negatives: [1]) == nil)
  }
}
