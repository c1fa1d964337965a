import Classification
import Evaluation
import Testing

@Suite struct ConfidenceFittingTests {
  /// Answers with probabilities from 0.1 to 0.95, of which each share `truth` gives is right.
  private func rows(
    _ count: Int, characters: Int, unknown: Double = 0, truth: (Double) -> Double
  ) -> [ConfidenceFitting.Row] {
    (0..<count).map { place in
      let probability = 0.1 + 0.85 * Double(place % 50) / 49
      // Evenly spread: of the rows of one probability the first share is right.
      let isRight = (Double(place / 50) + 0.5) / (Double(count) / 50) < truth(probability)
      return ConfidenceFitting.Row(probability: probability, isRight: isRight, characters: characters, unknown: unknown)
    }
  }

  private let made = ConfidenceCurve(points: [
    .init(characters: 30, intercept: -0.2, slope: 0.5, upperSlope: 0.8),
    .init(characters: 100, intercept: 0.3, slope: 0.6),
    .init(characters: 300, intercept: 0.4, slope: 0.9), .init(characters: 1000, intercept: 0.8, slope: 0.8),
  ])

  private func expect(_ fit: ConfidenceCurve, isNear made: ConfidenceCurve, _ tolerance: Double) {
    #expect(fit.points.map(\.characters) == made.points.map(\.characters))
    for (found, expected) in zip(fit.points, made.points) {
      #expect(isNear(found.intercept, expected.intercept, tolerance))
      #expect(isNear(found.slope, expected.slope, tolerance))
      #expect(isNear(found.upperSlope, expected.upperSlope, tolerance))
    }
  }

  @Test func findsTheCurveThatMadeTheRows() throws {
    let all = [35, 60, 150, 256, 600, 2000].flatMap { characters in
      rows(20_000, characters: characters) { made.confidence(of: $0, characters: characters) }
    }
    expect(try #require(ConfidenceFitting.fit(all)), isNear: made, 0.03)
  }

  @Test func findsTheCurveOfWhichTheUnknownPartIsTaken() throws {
    let all = [35, 60, 150, 256, 600, 2000].flatMap { characters in
      [0.02, 0.3].flatMap { unknown in
        rows(20_000, characters: characters, unknown: unknown) {
          (1 - unknown) * made.confidence(of: $0, characters: characters)
        }
      }
    }
    expect(try #require(ConfidenceFitting.fit(all)), isNear: made, 0.05)
  }

  @Test func theSurestAreRightNoMoreOftenThanTheirLabels() throws {
    let made = ConfidenceCurve(intercept: 3, slope: 1.5, most: 0.96)
    let fit = try #require(
      ConfidenceFitting.fit(rows(40_000, characters: 256) { made.confidence(of: $0, characters: 256) }))
    #expect((0.955...0.965).contains(fit.most))
    #expect(isNear(fit.confidence(of: 0.95, characters: 256), made.confidence(of: 0.95, characters: 256), 0.01))
  }

  @Test func aLengthWithoutRowsIsAsTheOthersAre() throws {
    let fit = try #require(ConfidenceFitting.fit(rows(20_000, characters: 30) { 0.5 * $0 }))
    for (point, other) in zip(fit.points, fit.points.dropFirst()) {
      #expect(isNear(point.intercept, other.intercept, 0.01) && isNear(point.slope, other.slope, 0.01))
    }
    #expect(isNear(fit.confidence(of: 0.8, characters: 2000), 0.4, 0.05))
  }

  @Test func shortTextsThatAreWrongMoreOftenGetLessConfidence() throws {
    let fit = try #require(
      ConfidenceFitting.fit(rows(2000, characters: 33) { 0.6 * $0 } + rows(2000, characters: 3000) { $0 }))
    #expect(fit.confidence(of: 0.9, characters: 33) < 0.7)
    #expect(fit.confidence(of: 0.9, characters: 3000) > 0.8)
  }

  /// Half of the answers are right whatever their probability, up to 0.6: a slope below 0 would fit that best.
  @Test func aSlopeThatWouldFallIsTheLeastOneAndTheRestIsFittedToThat() throws {
    let fit = try #require(ConfidenceFitting.fit(rows(20_000, characters: 256) { max(0.5, 2.2 * $0 - 1.1) }))
    for point in fit.points { #expect(min(point.slope, point.upperSlope) >= ConfidenceCurve.leastSlope) }
    #expect(isNear(fit.confidence(of: 0.3, characters: 256), 0.5, 0.06))
  }

  @Test func fewRowsSayNothing() {
    #expect(ConfidenceFitting.fit(rows(150, characters: 100) { $0 }) == nil)
    #expect(ConfidenceFitting.fit([]) == nil)
  }

  /// Two lengths and no more, one of which is always right: a whole step of Newton's method runs away.
  @Test func doesNotRunAway() throws {
    let long = Array(repeating: ConfidenceFitting.Row(probability: 0.3, isRight: true, characters: 210), count: 300)
    let short = (0..<20).map { ConfidenceFitting.Row(probability: 0.25, isRight: $0 < 10, characters: 33) }
    let fit = try #require(ConfidenceFitting.fit(long + short))
    #expect(fit.confidence(of: 0.3, characters: 210) > 0.9)
    #expect((0.3...0.9).contains(fit.confidence(of: 0.25, characters: 33)))
  }

  @Test func answersThatAreAllRightGiveAFiniteCurve() throws {
    let fit = try #require(ConfidenceFitting.fit(rows(1000, characters: 100) { _ in 1 }))
    #expect((0.9...1).contains(fit.confidence(of: 0.9, characters: 100)))
  }
}
