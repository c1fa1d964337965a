import Classification
import Testing

@Suite struct ConfidenceCurveTests {
  @Test(arguments: [0.001, 0.2, 0.5, 0.99]) func withoutNumbersItChangesNothing(probability: Double) {
    #expect(abs(ConfidenceCurve().confidence(of: probability, characters: 30) - probability) < 1e-9)
  }

  @Test func betweenPointsBothNumbersLieOnLinesOverTheLogarithm() {
    let curve = ConfidenceCurve(points: [
      .init(characters: 10, intercept: -0.5, slope: 0.6), .init(characters: 1000, intercept: 0.5, slope: 0.8),
    ])
    let confidences = [10, 30, 100, 400, 1000].map { curve.confidence(of: 0.9, characters: $0) }
    #expect(confidences == confidences.sorted())
    // 100 is half way: 0 + 0.7 log 9 = 1.5381, whose sigmoid is 0.8232.
    #expect(abs(confidences[2] - 0.8232) < 1e-4)
  }

  @Test func oneOrTwoPointsShareATextOfALength() {
    let lengths = [10, 100, 1000]
    #expect(ConfidenceCurve.shares(of: lengths, characters: 3) == [1, 0, 0])
    #expect(ConfidenceCurve.shares(of: lengths, characters: 100) == [0, 1, 0])
    #expect(ConfidenceCurve.shares(of: lengths, characters: .max) == [0, 0, 1])
    let shares = ConfidenceCurve.shares(of: lengths, characters: 316)
    #expect(shares[0] == 0 && abs(shares[1] - 0.5003) < 1e-4 && abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test func noneIsSurerThanTheSurest() {
    let curve = ConfidenceCurve(intercept: 20, most: 0.97)
    #expect(abs(curve.confidence(of: 0.9, characters: 256) - 0.97) < 1e-6)
    #expect(abs(ConfidenceCurve(most: 0.9).confidence(of: 0.5, characters: 256) - 0.45) < 1e-9)
  }

  @Test func aFewCharactersAreNeverCertain() {
    #expect([0, 1, 16, 23].allSatisfy { ConfidenceCurve.ceiling(marks: $0, confidence: 0.8) == 0.6 })
    #expect(abs(ConfidenceCurve.ceiling(marks: 24, confidence: 0.8) - 0.7333333333) < 1e-9)
    #expect([26, 27, .max].allSatisfy { ConfidenceCurve.ceiling(marks: $0, confidence: 0.8) == 1 })
  }

  @Test func sixteenCharactersMayBeSure() {
    #expect(ConfidenceCurve.ceiling(marks: 15, confidence: 1) == 0.6 && !ConfidenceCurve.canBeSure(marks: 15))
    #expect(abs(ConfidenceCurve.ceiling(marks: 16, confidence: 0.87) - 0.8) < 1e-9)
    #expect(ConfidenceCurve.ceiling(marks: 16, confidence: 0.9) == 1 && ConfidenceCurve.canBeSure(marks: 16))
  }

  @Test(arguments: [16, 20, 24]) func theCeilingKeepsTheOrder(marks: Int) {
    let bounded = stride(from: 0, through: 1, by: 0.01).map { confidence in
      min(confidence, ConfidenceCurve.ceiling(marks: marks, confidence: confidence))
    }
    #expect(zip(bounded, bounded.dropFirst()).allSatisfy { $0 <= $1 })
  }

  /// By the `betacal` formula (Kull et al. 2017), a = 0.5, b = 1.5, c = 0.2.
  @Test func twoSlopesAreBetaCalibration() {
    let curve = ConfidenceCurve(points: [.init(characters: 1, intercept: 0.2, slope: 0.5, upperSlope: 1.5)])
    for (probability, confidence) in [(0.1, 0.3114708775), (0.5, 0.7095392129), (0.95, 0.9906958936)] {
      #expect(abs(curve.confidence(of: probability, characters: 9) - confidence) < 1e-9)
    }
  }

  @Test func lengthsBeyondThePointsAreAlike() {
    let curve = ConfidenceCurve(points: [.init(characters: 10), .init(characters: 4000, intercept: 1)])
    #expect(curve.confidence(of: 0.5, characters: 0) == curve.confidence(of: 0.5, characters: 10))
    #expect(curve.confidence(of: 0.5, characters: .max) == curve.confidence(of: 0.5, characters: 4000))
  }

  @Test func theSurerAnswerStaysTheSurer() {
    let curve = ConfidenceCurve(slope: -3)
    #expect(curve.confidence(of: 0.9, characters: 256) > curve.confidence(of: 0.2, characters: 256))
  }

  @Test(arguments: [0.0, 1.0]) func certaintiesStayFinite(probability: Double) {
    let confidence = ConfidenceCurve().confidence(of: probability, characters: 256)
    #expect(confidence > 0 && confidence < 1)
  }
}
