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
    identity text: TextIdentity? = nil, isNamedAsText: Bool = false
  ) -> DetectionOutcome {
    DetectionPolicy(settings: settings).decide(
      prediction, identity: text ?? identity, record: record, isNamedAsText: isNamedAsText,
      clientNames: { $0 == "bash" ? ["bash", "shellscript"] : [$0] })
  }

  @Test func aCertainLanguageIsApplied() {
    #expect(
      decide(prediction(["python": 0.9]), record())
        == .announce(.apply, language: "python", reason: "certain enough"))
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
      outcome == .announce(.none, language: "python", reason: "less certain than detection.minimumConfidence"))
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
