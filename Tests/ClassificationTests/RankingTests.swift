import Classification
import Testing

@Suite struct RankingTests {
  private let labels = ["c", "go", "ruby"]
  /// softmax of these is 0.2, 0.3, 0.5.
  private let logits: [Float] = [-1.6094379, -1.2039728, -0.6931472]

  private func prediction(_ options: ClassificationOptions = .init(), temperature: Double = 1) -> Prediction {
    Ranking(labels: labels, calibration: Calibration(temperature: temperature), options: options)
      .prediction(windows: [logits[...]], length: TextLength(characters: 100, marks: 100))
  }

  private func rounded(_ prediction: Prediction) -> [String: Double] {
    Dictionary(
      uniqueKeysWithValues: prediction.candidates.map { ($0.language, ($0.probability * 1e4).rounded() / 1e4) })
  }

  @Test func ranksByProbability() {
    let prediction = prediction()
    #expect(prediction.candidates.map(\.language) == ["ruby", "go", "c"])
    #expect(rounded(prediction) == ["c": 0.2, "go": 0.3, "ruby": 0.5])
    #expect(prediction.language == "ruby")
    #expect(prediction.reason == nil)
  }

  @Test(arguments: [
    (ClassificationOptions(include: ["c", "go", "nonsense"]), ["c": 0.4, "go": 0.6]),
    (ClassificationOptions(exclude: ["ruby", "nonsense"]), ["c": 0.4, "go": 0.6]),
    (ClassificationOptions(include: ["c", "ruby"], exclude: ["ruby"]), ["c": 1]),
    (ClassificationOptions(prior: ["c": 5, "nonsense": 3]), ["c": 0.5556, "go": 0.1667, "ruby": 0.2778]),
    (ClassificationOptions(prior: ["ruby": 0]), ["c": 0.4, "go": 0.6]),
    (ClassificationOptions(prior: ["c": .nan, "go": -1, "ruby": .infinity]), ["c": 0.2, "go": 0.3, "ruby": 0.5]),
  ]) func renormalisesWhatIsAllowed(options: ClassificationOptions, expected: [String: Double]) {
    #expect(rounded(prediction(options)) == expected)
  }

  @Test func tellsWhatShareTheAllowedHad() {
    #expect(abs(prediction(ClassificationOptions(exclude: ["ruby"])).allowedShare - 0.5) < 1e-6)
    #expect(abs(prediction(ClassificationOptions(include: ["c"])).allowedShare - 0.2) < 1e-6)
    #expect(prediction(ClassificationOptions(prior: ["c": 5])).allowedShare == 1)
    #expect(prediction().allowedShare == 1)
    let ranking = Ranking(labels: labels, calibration: Calibration(), options: ClassificationOptions(exclude: ["c"]))
    let sure: [Float] = [20, 0, 0]
    let prediction = ranking.prediction(
      windows: [logits[...], sure[...]], length: TextLength(characters: 100, marks: 100))
    #expect(abs(prediction.allowedShare - 0.4) < 1e-6)
  }

  @Test func aWorkspacesPriorNeverOverrulesAClearText() {
    // 0.9 against 0.1: nine times, and a prior gives at most eight.
    let ranking = Ranking(
      labels: ["a", "b"], calibration: Calibration(), options: ClassificationOptions(prior: ["b": 8]))
    let clear: [Float] = [2.1972246, 0]
    let prediction = ranking.prediction(windows: [clear[...]], length: TextLength(characters: 100, marks: 100))
    #expect(prediction.language == "a")
    // Nor does it make it less clear.
    #expect(abs(prediction.confidence - 0.9) < 1e-6)
  }

  @Test func aPriorTipsADoubtfulTextAndRaisesItsOwnLanguage() {
    let confidence = { (prior: [String: Double], logit: Float) in
      Ranking(labels: ["a", "b"], calibration: Calibration(), options: ClassificationOptions(prior: prior))
        .prediction(windows: [[logit, 0]], length: TextLength(characters: 100, marks: 100)).candidates[0]
    }
    #expect(confidence(["b": 8], 1).language == "b")
    #expect(confidence(["a": 8], 1).probability > confidence(["a": 1], 1).probability)
  }

  @Test(arguments: [
    ClassificationOptions(include: []), ClassificationOptions(include: ["nonsense"]),
    ClassificationOptions(exclude: ["c", "go", "ruby"]), ClassificationOptions(prior: ["c": 0, "go": 0, "ruby": 0]),
  ]) func abstainsWhereNothingIsAllowed(options: ClassificationOptions) {
    #expect(prediction(options) == Prediction(abstainingFor: .noAllowedLanguage))
  }

  @Test func abstainsBelowTheMinimumAndStillSaysWhat() {
    let prediction = prediction(ClassificationOptions(minimumConfidence: 0.51))
    #expect(prediction.language == nil)
    #expect(prediction.reason == .lowConfidence)
    #expect(prediction.candidates.first?.language == "ruby")
    #expect(abs(prediction.confidence - 0.5) < 1e-6)
    #expect(self.prediction(ClassificationOptions(minimumConfidence: 0.49)).language == "ruby")
  }

  @Test func aHigherTemperatureIsLessSure() {
    #expect(prediction(temperature: 4).confidence < prediction().confidence)
    #expect(prediction(temperature: 0.25).confidence > prediction().confidence)
  }

  @Test func windowsAreAveragedByTheirConfidence() {
    let ranking = Ranking(labels: ["a", "b"], calibration: Calibration(), options: .init())
    let sure: [Float] = [0, 2.1972246]  // 0.1, 0.9
    let unsure: [Float] = [0.4054651, 0]  // 0.6, 0.4
    let prediction = ranking.prediction(
      windows: [sure[...], unsure[...]], length: TextLength(characters: 100, marks: 100))
    #expect(abs((prediction.candidates.first?.probability ?? 0) - (0.9 * 0.9 + 0.6 * 0.4) / 1.5) < 1e-6)
  }

  @Test func equalProbabilitiesKeepTheOrderOfTheLabels() {
    let ranking = Ranking(labels: labels, calibration: Calibration(), options: .init())
    #expect(
      ranking.prediction(windows: [[1, 1, 1]], length: TextLength(characters: 100, marks: 100)).candidates.map(
        \.language) == labels)
  }

  @Test func logitsThatAreNoNumbersAbstain() {
    let ranking = Ranking(labels: labels, calibration: Calibration(), options: .init())
    for logits in [[.nan, .nan, .nan], [.nan, 1, 0], [0, .nan, 1], [0, 1, .nan], [0, .infinity, 1]] as [[Float]] {
      #expect(
        ranking.prediction(windows: [logits[...]], length: TextLength(characters: 100, marks: 100))
          == Prediction(abstainingFor: .noAllowedLanguage))
      let two = ranking.prediction(windows: [logits[...], [3, 2, 1]], length: TextLength(characters: 100, marks: 100))
      #expect(two.language == labels.first && two.confidence.isFinite, "\(logits)")
    }
    #expect(ranking.prediction(windows: [], length: TextLength(characters: 100, marks: 100)).language == nil)
  }
}

/// Confidences by a curve, and languages that are never guessed.
@Suite struct RankingByCalibrationTests {
  private let labels = ["c", "go", "ruby"]
  /// softmax of these is 0.2, 0.3, 0.5.
  private let logits: [Float] = [-1.6094379, -1.2039728, -0.6931472]

  private func prediction(
    _ calibration: Calibration, _ options: ClassificationOptions = .init(), _ logits: [Float]? = nil
  ) -> Prediction {
    Ranking(labels: labels, calibration: calibration, options: options)
      .prediction(windows: [(logits ?? self.logits)[...]], length: TextLength(characters: 256, marks: 256))
  }

  private func withholding(_ languages: String...) -> Calibration {
    let none = WithheldLanguages.Record(rows: 0, found: 0)
    let records = Dictionary(uniqueKeysWithValues: languages.map { ($0, none) })
    return Calibration(
      withheld: WithheldLanguages(recall: 0.7, rows: 10, countsLookAlikes: false, languages: records))
  }

  @Test(arguments: [-0.2, 0.5, 3.0]) func theFirstHasTheCurvesConfidence(intercept: Double) {
    let prediction = prediction(Calibration(confidence: ConfidenceCurve(intercept: intercept)))
    let confidence = ConfidenceCurve(intercept: intercept).confidence(of: 0.5, characters: 256)
    #expect(abs(prediction.confidence - confidence) < 1e-6)
    #expect(prediction.candidates.map(\.language) == ["ruby", "go", "c"])
    // The others stay as 0.3 to 0.2.
    #expect(abs(prediction.candidates[1].probability - 0.6 * (1 - confidence)) < 1e-6)
    #expect(abs(prediction.candidates.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
  }

  @Test(arguments: [0, 0.25, 1]) func whatIsUnknownTakesItsPartOfEveryLanguage(unknown: Double) {
    let ranking = Ranking(labels: labels, calibration: Calibration(), options: .init(prior: ["go": 2]))
    let bare = ranking.prediction(TextLogits(windows: [logits], length: TextLength(characters: 100, marks: 100)))
    let prediction = ranking.prediction(
      TextLogits(windows: [logits], length: TextLength(characters: 100, marks: 100), unknown: unknown))
    #expect(prediction.candidates.map(\.language) == bare.candidates.map(\.language))
    for (less, whole) in zip(prediction.candidates, bare.candidates) {
      #expect(abs(less.probability - max(1e-6, 1 - unknown) * whole.probability) < 1e-12)
    }
  }

  @Test func anUnknownTextIsNotAnsweredBelowTheMinimum() {
    let ranking = Ranking(labels: labels, calibration: Calibration(), options: .init(minimumConfidence: 0.4))
    #expect(
      ranking.prediction(TextLogits(windows: [logits], length: TextLength(characters: 100, marks: 100))).language
        == "ruby")
    let prediction = ranking.prediction(
      TextLogits(windows: [logits], length: TextLength(characters: 100, marks: 100), unknown: 0.5))
    #expect(prediction.language == nil && prediction.reason == .lowConfidence)
  }

  @Test(arguments: [(10, 0.6), (23, 0.6), (24, 0.74), (100, 0.8)]) func aFewCharactersAreNoCertainty(
    characters: Int, most: Double
  ) {
    let calibration = Calibration(confidence: ConfidenceCurve(intercept: 9, most: 0.8))
    let ranking = Ranking(labels: labels, calibration: calibration, options: .init())
    for unknown in [0, 0.1] {
      let prediction = ranking.prediction(
        TextLogits(windows: [logits], length: TextLength(characters: characters, marks: characters), unknown: unknown))
      #expect(prediction.confidence <= most || characters == 100)
      #expect(prediction.confidence >= most - 0.1)
      #expect(abs(prediction.candidates.reduce(0) { $0 + $1.probability } - (1 - unknown)) < 1e-9)
      #expect(prediction.candidates.map(\.language) == ["ruby", "go", "c"])
      #expect(abs(prediction.candidates[1].probability / prediction.candidates[2].probability - 1.5) < 1e-6)
    }
  }

  @Test(arguments: [(15, 0.6), (16, 0.95)]) func theSurestAnswersNeedFewer(characters: Int, confidence: Double) {
    let calibration = Calibration(confidence: ConfidenceCurve(intercept: 9, most: 0.95))
    let prediction = Ranking(labels: labels, calibration: calibration, options: .init()).prediction(
      windows: [logits[...]], length: TextLength(characters: characters, marks: characters))
    #expect(abs(prediction.confidence - confidence) < 1e-3)
  }

  @Test func aPriorMakesNoShortTextCertain() {
    let calibration = Calibration(confidence: ConfidenceCurve(intercept: 9, most: 0.7))
    let options = ClassificationOptions(prior: ["ruby": 8])
    let ranking = Ranking(labels: labels, calibration: calibration, options: options)
    func confidence(characters: Int) -> Double {
      ranking.prediction(
        windows: [logits[...]], length: TextLength(characters: characters, marks: characters)
      ).confidence
    }
    #expect(confidence(characters: 30) > 0.9)
    #expect(abs(confidence(characters: 20) - 0.6) < 1e-9)
  }

  @Test func onlyFittedConfidencesOfSeveralLanguagesHaveACeiling() {
    let sure: [Float] = [0, 0, 5]
    let plain = Ranking(labels: labels, calibration: Calibration(), options: .init())
    #expect(plain.prediction(windows: [sure[...]], length: TextLength(characters: 10, marks: 10)).confidence > 0.9)
    let fitted = Calibration(confidence: ConfidenceCurve(intercept: 9))
    let one = Ranking(labels: labels, calibration: fitted, options: .init(exclude: ["go", "c"]))
    #expect(one.prediction(windows: [sure[...]], length: TextLength(characters: 10, marks: 10)).confidence > 0.9)
    let all = Ranking(labels: labels, calibration: fitted, options: .init())
    for characters in [10, 300] {
      let length = TextLength(characters: characters, marks: 10)
      #expect(all.prediction(windows: [sure[...]], length: length).confidence == 0.6)
    }
  }

  @Test func howeverGreatTheDoubtTheFirstStaysIt() {
    let prediction = prediction(Calibration(confidence: ConfidenceCurve(intercept: -9)))
    #expect(prediction.candidates.map(\.language) == ["ruby", "go", "c"])
    // 0.3 of 0.5 in all but the first: as much as the second gets.
    #expect(abs(prediction.confidence - 0.375) < 1e-6)
    #expect(abs(prediction.candidates[1].probability - 0.375) < 1e-6)
  }

  @Test func aWithheldLanguageIsNotAnsweredAndItsShareIsDoubt() {
    let prediction = prediction(withholding("ruby"))
    #expect(prediction.candidates.map(\.language) == ["go", "c"])
    // 0.3 of the whole is less than the only other would get: nothing is left than being first.
    #expect(abs(prediction.confidence - 0.5) < 1e-6)
    #expect(prediction.allowedShare == 1)
    let clear = self.prediction(withholding("c"), .init(), [0, 0, 4])
    #expect(clear.language == "ruby" && abs(clear.confidence - 0.9647) < 1e-4)
  }

  @Test func whoNamesAWithheldLanguageMayBeAnsweredIt() {
    let options = ClassificationOptions(include: ["ruby", "go"])
    #expect(prediction(withholding("ruby"), options).language == "ruby")
    #expect(prediction(withholding("ruby", "go", "c"), .init()).reason == .noAllowedLanguage)
  }

  @Test func aWithheldLanguageThatHasItAllLeavesNothingToChoose() {
    let prediction = prediction(withholding("ruby"), .init(), [0, 0, 1e30])
    #expect(prediction.candidates.count == 2)
    #expect(prediction.candidates.allSatisfy { abs($0.probability - 0.5) < 1e-9 })
  }

  @Test func aPriorComesAfterTheCurve() {
    let calibration = Calibration(confidence: ConfidenceCurve(intercept: -0.2, slope: 0.8))
    let bare = prediction(calibration).candidates
    let weighted = prediction(calibration, ClassificationOptions(prior: ["c": 8])).candidates
    let odds = { (candidates: [Candidate]) -> Double in
      let found = Dictionary(uniqueKeysWithValues: candidates.map { ($0.language, $0.probability) })
      return (found["c"] ?? 0) / (found["ruby"] ?? 1)
    }
    #expect(abs(odds(weighted) / odds(bare) - 8) < 1e-9)
  }
}
