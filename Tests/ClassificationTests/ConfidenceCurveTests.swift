import Classification
import Testing

@Suite struct ConfidenceCurveTests {
  @Test(arguments: [0.001, 0.2, 0.5, 0.99]) func withoutNumbersItChangesNothing(probability: Double) {
    #expect(abs(ConfidenceCurve().confidence(of: probability, characters: 30) - probability) < 1e-9)
  }

  @Test func aShortTextIsLessSureWhereLengthCounts() {
    let curve = ConfidenceCurve(intercept: 0.3, slope: 0.7, length: 0.3, slopeByLength: 0.05)
    let confidences = [20, 100, 256, 1000, 4000].map { curve.confidence(of: 0.9, characters: $0) }
    #expect(confidences == confidences.sorted())
    // 0.3 + 0.7 log 9 = 1.838, whose sigmoid is 0.8627.
    #expect(abs(confidences[2] - 0.8627) < 1e-4)
  }

  @Test func noneIsSurerThanTheSurest() {
    let curve = ConfidenceCurve(intercept: 20, most: 0.97)
    #expect(abs(curve.confidence(of: 0.9, characters: 256) - 0.97) < 1e-6)
    #expect(abs(ConfidenceCurve(most: 0.9).confidence(of: 0.5, characters: 256) - 0.45) < 1e-9)
  }

  @Test func aFewCharactersAreNeverCertain() {
    #expect([0, 1, 27].allSatisfy { ConfidenceCurve.ceiling(characters: $0) == 0.6 })
    #expect(abs(ConfidenceCurve.ceiling(characters: 28) - 0.7333333333) < 1e-9)
    #expect([30, 31, .max].allSatisfy { ConfidenceCurve.ceiling(characters: $0) == 1 })
  }

  @Test func lengthsBeyondTheLongestAreAlike() {
    let curve = ConfidenceCurve(length: 1)
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
