import Classification
import LanguageServer
import Testing

@Suite("What is announced")
struct DetectionPolicyTests {
  private let identity = TextIdentity(DocumentText("let x = 1"))
  private let other = TextIdentity(DocumentText("let y = 2"))

  /// A prediction from probabilities, the most probable first.
  private func prediction(_ candidates: KeyValuePairs<String, Double>) -> Prediction {
    Prediction(candidates: candidates.map { Candidate(language: $0.key, probability: $0.value) })
  }

  private func record(
    _ languageID: String = "plaintext", announced: String? = nil, decision: DetectionDecision = .apply
  ) -> DetectionRecord {
    var record = DetectionRecord(languageID: languageID)
    if let announced {
      record.announced = Announced(
        language: announced, clientNames: [announced], decision: decision, identity: identity)
    }
    return record
  }

  private func decide(
    _ prediction: Prediction, _ record: DetectionRecord, _ settings: DetectionSettings = .init(),
    identity text: TextIdentity? = nil, isNamedAsText: Bool = false, threshold: Double = 0.6, isTipped: Bool = false,
    isShort: Bool = false
  ) -> DetectionOutcome {
    DetectionPolicy(settings: settings).decide(
      DetectionEvidence(prediction, threshold: threshold, isTipped: isTipped, isShort: isShort),
      identity: text ?? identity, record: record, isNamedAsText: isNamedAsText,
      clientNames: { $0 == "bash" ? ["bash", "shellscript"] : [$0] })
  }

  @Test func aCertainLanguageIsApplied() {
    #expect(
      decide(prediction(["python": 0.9]), record())
        == .announce(.apply, language: "python", reason: "certain enough"))
  }

  @Test func belowItsThresholdALanguageIsOnlySuggested() {
    let python = prediction(["python": 0.9])
    #expect(
      decide(python, record(), threshold: 0.91)
        == .announce(.suggest, language: "python", reason: "not certain enough to be set without asking"))
    #expect(
      decide(python, record(), threshold: 0.91, isShort: true)
        == .announce(.suggest, language: "python", reason: "a text this short is only asked about"))
    #expect(
      decide(prediction(["python": 0.59]), record(), threshold: 0.5)
        == .announce(.none, language: "python", reason: "not certain enough"))
    // A threshold of 1 is never reached, also where nothing else is allowed.
    #expect(
      decide(prediction(["python": 1]), record(), threshold: 1)
        == .announce(.suggest, language: "python", reason: "not certain enough to be set without asking"))
  }

  @Test(arguments: [0.3, 0.8]) func theUsersBoundTakesThePlaceOfEveryThreshold(_ bound: Double) {
    var settings = DetectionSettings()
    settings.minimumConfidence = bound
    #expect(
      decide(prediction(["python": bound]), record(), settings, threshold: 1, isShort: true)
        == .announce(.apply, language: "python", reason: "certain enough"))
    #expect(
      decide(prediction(["python": bound - 0.01]), record(), settings, threshold: 0.1)
        == .announce(.none, language: "python", reason: "less certain than detection.minimumConfidence"))
    settings.mode = .suggest
    #expect(
      decide(prediction(["python": bound]), record(), settings)
        == .announce(.suggest, language: "python", reason: "detection.mode is suggest"))
    #expect(
      decide(prediction(["python": bound - 0.01]), record(), settings)
        == .announce(.none, language: "python", reason: "less certain than detection.minimumConfidence"))
  }

  @Test func suggestionsAreMadeBelowTheThresholdToo() {
    var settings = DetectionSettings()
    settings.mode = .suggest
    #expect(
      decide(prediction(["python": 0.6]), record(), settings, threshold: 0.99)
        == .announce(.suggest, language: "python", reason: "detection.mode is suggest"))
  }

  @Test func whatWasSuggestedIsSetOnceItMayBe() {
    let python = prediction(["python": 0.9])
    let suggested = record(announced: "python", decision: .suggest)
    #expect(decide(python, suggested, threshold: 0.95) == .silent(.announcedBefore))
    #expect(
      decide(python, suggested, threshold: 0.9) == .announce(.apply, language: "python", reason: "certain enough"))
    var settings = DetectionSettings()
    settings.mode = .suggest
    #expect(decide(python, suggested, settings) == .silent(.announcedBefore))
    #expect(decide(python, suggested, isNamedAsText: true) == .silent(.announcedBefore))
  }

  @Test func whatIsSetGivesWayOnlyToWhatMayBeSet() {
    let ruby = prediction(["ruby": 0.8, "python": 0.1])
    #expect(decide(ruby, record(announced: "python"), threshold: 0.9) == .silent(.withinMargin))
    #expect(
      decide(ruby, record(announced: "python", decision: .suggest), threshold: 0.9)
        == .announce(.suggest, language: "ruby", reason: "not certain enough to be set without asking"))
  }

  @Test func theBestOfTheAllowedIsNotSetWhereTheTextIsInNoneOfThem() {
    let candidates = [Candidate(language: "python", probability: 0.97), Candidate(language: "go", probability: 0.03)]
    let outcome = { (share: Double) in
      self.decide(Prediction(candidates: candidates, allowedShare: share), self.record())
    }
    #expect(outcome(0.1) == .announce(.apply, language: "python", reason: "certain enough"))
    #expect(
      outcome(0.09)
        == .announce(
          .suggest, language: "python",
          reason: "it looks more like a language that languages.include or languages.exclude rules out"))
  }

  @Test func theReasonTellsOfTheWorkspace() {
    #expect(
      decide(prediction(["python": 0.9]), record(), isTipped: true)
        == .announce(
          .apply, language: "python", reason: "certain enough, tipped by the languages of your workspace"))
  }

  @Test func modesDecideWhatHappensWithIt() {
    var settings = DetectionSettings()
    settings.mode = .suggest
    #expect(
      decide(prediction(["python": 0.9]), record(), settings)
        == .announce(.suggest, language: "python", reason: "detection.mode is suggest"))
    settings.mode = .off
    #expect(decide(prediction(["python": 0.9]), record(), settings) == .silent(.off))
  }

  @Test func aFileNamedAsTextIsOnlyAskedAbout() {
    #expect(
      decide(prediction(["python": 0.9]), record(), isNamedAsText: true)
        == .announce(.suggest, language: "python", reason: "the file's name says that it is text"))
  }

  @Test func doubtIsSaidOnceAndNeverTakesALanguageAway() {
    let doubt = prediction(["python": 0.4, "ruby": 0.3])
    let outcome = decide(doubt, record())
    #expect(
      outcome == .announce(.none, language: "python", reason: "not certain enough"))
    var told = record()
    told.announced = Announced(language: nil, clientNames: [], decision: .none, identity: identity)
    #expect(decide(doubt, told) == .silent(.stillUncertain))
    #expect(decide(doubt, record("plaintext", announced: "go")) == .silent(.stillUncertain))
    #expect(
      decide(Prediction(abstainingFor: .noAllowedLanguage), record())
        == .announce(.none, language: nil, reason: "the model knows none of the allowed languages"))
  }

  @Test func whatTheClientSaysItselfIsNoNews() {
    #expect(decide(prediction(["plaintext": 0.9]), record()) == .silent(.clientKnows))
    #expect(decide(prediction(["plaintext": 0.9]), record("")) == .silent(.clientKnows))
    #expect(decide(prediction(["bash": 0.9]), record("bash", announced: "bash")) == .silent(.clientKnows))
  }

  @Test func whatWasAnnouncedIsNotAnnouncedAgain() {
    let python = prediction(["python": 0.9])
    #expect(decide(python, record(announced: "python")) == .silent(.announcedBefore))
    #expect(decide(python, record(announced: "python"), identity: other) == .silent(.announcedBefore))
  }

  @Test func anotherLanguageNeedsAClearMargin() {
    let standing = record(announced: "python")
    #expect(decide(prediction(["ruby": 0.62, "python": 0.35]), standing) == .silent(.withinMargin))
    #expect(
      decide(prediction(["ruby": 0.8, "python": 0.15]), standing)
        == .announce(.apply, language: "ruby", reason: "clearly another language than before"))
    #expect(
      decide(prediction(["plaintext": 0.8, "python": 0.15]), standing)
        == .announce(.apply, language: "plaintext", reason: "clearly another language than before"))
  }

  @Test func afterTheTextWasEmptiedNothingStands() {
    var emptied = record(announced: "python")
    emptied.wasEmptied = true
    #expect(
      decide(prediction(["ruby": 0.62, "python": 0.35]), emptied, identity: other)
        == .announce(.apply, language: "ruby", reason: "certain enough"))
    #expect(decide(prediction(["python": 0.9]), emptied) == .silent(.announcedBefore))
    #expect(
      decide(prediction(["python": 0.9]), emptied, identity: other)
        == .announce(.apply, language: "python", reason: "certain enough"))
  }

  @Test func aLanguageThatIsSetOrChosenEndsDetection() {
    let python = prediction(["python": 0.9])
    #expect(decide(python, record("ruby")) == .silent(.notCandidate))
    var chosen = record()
    chosen.isChosen = true
    #expect(decide(python, chosen) == .silent(.notCandidate))
    var finished = record()
    finished.isFinished = true
    #expect(decide(python, finished) == .silent(.notCandidate))
    #expect(DetectionPolicy(settings: .init()).isCandidate(record("ruby")) == false)
    #expect(DetectionPolicy(settings: .init()).isCandidate(record("")))
  }
}
