import Evaluation
import JSON
import TestSupport
import Testing

@Suite struct TemperatureFittingTests {
  /// What SciPy's bounded minimiser finds for the same logits; see `Fixtures/evaluation/generate.py`.
  @Test(arguments: 0..<4) func findsTheTemperatureThatSciPyFinds(index: Int) throws {
    let cases = try JSONValue(parsing: readFile(Repository.fixture("evaluation/temperature.json")))
    let expected = try #require(cases[index])
    let logits = try #require(expected["logits"]?.arrayValue).map { row in
      row.arrayValue?.compactMap { $0.doubleValue.map(Float.init) } ?? []
    }
    let labels = try #require(expected["labels"]?.arrayValue).compactMap(\.intValue)
    let fit = TemperatureFitting.fit(logits: logits, labels: labels)
    #expect(isNear(fit.temperature, expected["temperature"]?.doubleValue ?? .nan, 1e-4))
    #expect(isNear(fit.lossBefore, expected["lossBefore"]?.doubleValue ?? .nan, 1e-5))
    #expect(isNear(fit.lossAfter, expected["lossAfter"]?.doubleValue ?? .nan, 1e-5))
    #expect(fit.rows == 80)
  }

  @Test func logitsThatAreAlwaysRightGetTheLowestTemperature() {
    let fit = TemperatureFitting.fit(logits: [[1, 0], [0, 1]], labels: [0, 1])
    #expect(isNear(fit.temperature, TemperatureFitting.range.lowerBound, 1e-6))
  }

  @Test func logitsThatAreAlwaysWrongGetTheHighestTemperature() {
    let fit = TemperatureFitting.fit(logits: [[1, 0], [0, 1]], labels: [1, 0])
    #expect(isNear(fit.temperature, TemperatureFitting.range.upperBound, 1e-6))
  }

  @Test(arguments: [
    ([[Float]](), [Int]()), ([[1, 2]], [2]), ([[1, 2]], [-1]), ([[.nan, 2]], [0]), ([[.infinity, 2]], [0]),
  ]) func withoutUsableRowsItIsOne(logits: [[Float]], labels: [Int]) {
    let fit = TemperatureFitting.fit(logits: logits, labels: labels)
    #expect(fit.temperature == 1)
    #expect(fit.rows == 0)
  }

  @Test func hugeLogitsDoNotOverflow() {
    let fit = TemperatureFitting.fit(logits: [[1e30, -1e30, 0], [1e30, 0, 0], [0, 3, 1]], labels: [1, 0, 1])
    #expect(fit.temperature.isFinite)
    #expect(TemperatureFitting.range.contains(fit.temperature) || isNear(fit.temperature, 20, 1e-6))
  }
}
