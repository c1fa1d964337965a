#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import JSON
import NGrams
import Testing

/// Logits of texts.
@Suite struct NGramClassifierTests {
  private let model: NGramClassifier

  init() throws {
    let fixture = try NGramFixture.read("model")
    model = try NGramClassifier(
      keys: fixture.keys("keys"), rows: NGramRows(fixture.bytes("rows")),
      classes: NGramHead(weight: fixture.floats("weight"), bias: fixture.floats("bias")),
      scale: Float(fixture.number("scale")),
      none: NGramHead(weight: fixture.floats("noneWeight"), bias: fixture.floats("noneBias")))
  }

  /// Sums of rows are exact; what is left is single precision in 19 products of about 10.
  private let tolerance: Float = 1e-4

  @Test func answersAsTheFixture() throws {
    let fixture = try NGramFixture.read("model")
    #expect(model.featureCount == (try fixture.array("keys").count))
    #expect(model.dimensions == (try fixture.integer("dimensions")))
    #expect(model.classCount == (try fixture.integer("classes")))
    for (text, answer) in zip(try NGramFixture.texts(), try fixture.array("answers")) {
      let found = model.answer(to: text.bytes)
      let expected = try answer.floats("logits")
      #expect(found.logits.count == expected.count)
      #expect(
        zip(found.logits, expected).allSatisfy { isNear($0, $1, tolerance) }, "\(text.name): \(found), \(expected)")
      let unknown = try #require(found.unknown)
      #expect(abs(unknown - (try answer.number("unknown"))) <= Double(tolerance), "\(text.name)")
    }
  }

  @Test func addsToWhatIsThereAndMindsNoTextBefore() throws {
    let workspace = NGramWorkspace()
    let texts = try NGramFixture.texts()
    for text in texts + texts.reversed() {
      var logits = [Float](repeating: 0.5, count: model.classCount)
      _ = logits.withUnsafeMutableBufferPointer { logits in
        text.bytes.withUnsafeBufferPointer { model.addLogits(of: $0, to: logits, workspace: workspace) }
      }
      #expect(logits == model.logits(of: text.bytes).map { $0 + 0.5 }, "\(text.name)")
    }
  }

  @Test func raisedLogitsAreGreaterByTheAmounts() throws {
    var amounts = [Float](repeating: 0, count: model.classCount)
    amounts[1] = 0.75
    let raised = try model.raised(by: amounts)
    for text in try NGramFixture.texts() {
      let (before, after) = (model.answer(to: text.bytes), raised.answer(to: text.bytes))
      #expect(zip(zip(before.logits, amounts).map(+), after.logits).allSatisfy { isNear($0, $1, tolerance) })
    }
    #expect(throws: NGramError(field: .bias, problem: .count(1, expected: model.classCount))) {
      try model.raised(by: [1])
    }
    #expect(throws: NGramError(field: .bias, problem: .notFinite(index: 1))) {
      try model.scaled(by: 0).raised(by: amounts)
    }
  }

  @Test func aWorkspaceServesModelsOfAnySize() throws {
    let workspace = NGramWorkspace()
    let keys = featureKeys(Array("some text".utf8))
    let small = try NGramClassifier(keys: [keys[0]], rows: [1], weight: [1], bias: [0])
    for model in [small, model, small] {
      var logits = [Float](repeating: 0, count: model.classCount)
      let text = Array("some text".utf8)
      _ = logits.withUnsafeMutableBufferPointer { logits in
        text.withUnsafeBufferPointer { model.addLogits(of: $0, to: logits, workspace: workspace) }
      }
      #expect(logits == model.logits(of: text))
    }
  }

  @Test func aTextWithoutFeaturesHasTheBias() throws {
    let keys = featureKeys(Array("#".utf8)).filter { key in !featureKeys(Array("a".utf8)).contains(key) }
    let model = try NGramClassifier(
      keys: keys, rows: keys.map { _ in 3 }, weight: [1, 2], bias: [0.25, -0.5])
    #expect(model.logits(of: Array("a".utf8)) == [0.25, -0.5])
    #expect(model.logits(of: Array("#".utf8)) != [0.25, -0.5])
  }

  @Test func aRunCountsOnlyWhereItsBeginningsDo() throws {
    // What "xy" has and neither "x" nor "y" has are the runs "xy", "\nx" … and the word; with a run's beginnings left
    // out of the model, only the word is left.
    let (both, x, y) = (featureKeys(Array("xy".utf8)), featureKeys(Array("x".utf8)), featureKeys(Array("y".utf8)))
    let onlyBoth = both.filter { !x.contains($0) && !y.contains($0) }
    func hidden(_ keys: [UInt32]) throws -> Float {
      let model = try NGramClassifier(keys: keys, rows: keys.map { _ in 1 }, weight: [1], bias: [0])
      return model.logits(of: Array("xy".utf8))[0]
    }
    // n rows of 1 are n / √n.
    #expect(isNear(try hidden(both), Float(both.count).squareRoot(), 1e-5))
    #expect(try hidden(onlyBoth) == 1)
  }

  @Test(arguments: [1, 7, 8, 15, 16, 17, 33, 64, 1024])
  func anyNumberOfDimensionsIsSummedWhole(dimensions: Int) throws {
    let text = try #require(NGramFixture.texts().first { $0.name == "3200 bytes" }).bytes
    let keys = featureKeys(text)
    let rows = keys.indices.flatMap { row in (0..<dimensions).map { Int8(truncatingIfNeeded: row * 31 + $0 * 7) } }
    // One class a dimension, so that each sum is seen by itself.
    var weight = [Float](repeating: 0, count: dimensions * dimensions)
    for d in 0..<dimensions { weight[d * dimensions + d] = 1 }
    let model = try NGramClassifier(
      keys: keys, rows: rows, weight: weight, bias: [Float](repeating: 0, count: dimensions))
    let scale = 1 / Float(keys.count).squareRoot()
    let expected = (0..<dimensions).map { d in
      scale * Float(keys.indices.reduce(0) { $0 + Int(rows[$1 * dimensions + d]) })
    }
    #expect(model.logits(of: text) == expected)
  }

  @Test func extremeRowsDoNotOverflow() throws {
    let text = try #require(NGramFixture.texts().first { $0.name == "3200 bytes" }).bytes
    let keys = featureKeys(text)
    for value in [Int8.min, .max] {
      let model = try NGramClassifier(
        keys: keys, rows: [Int8](repeating: value, count: 16 * keys.count),
        weight: [1] + [Float](repeating: 0, count: 15),
        bias: [0])
      let expected = Float(value) * Float(keys.count).squareRoot()
      #expect(isNear(model.logits(of: text)[0], expected, 1e-6 * abs(expected)))
    }
  }

  @Test func crowdedKeysAreFound() throws {
    // All keys that share their upper bits, and those of a text beside them.
    let text = Array("fn main() {}".utf8)
    let own = featureKeys(text)
    let keys = Set(own.flatMap { key in (0..<256).map { key & ~255 | $0 } }).sorted()
    let model = try NGramClassifier(
      keys: keys, rows: keys.map { own.contains($0) ? 1 : 100 }, weight: [1], bias: [0])
    #expect(isNear(model.logits(of: text)[0], Float(own.count).squareRoot(), 1e-5))
  }

  @Test func aLongTextHasTheLogitsOfItsEnds() throws {
    let ends = try #require(NGramFixture.texts().first { $0.name == "3000 bytes" }).bytes
    let middle = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 256) }
    let long = ends[..<1500] + middle + ends[1500...]
    #expect(model.logits(of: Array(long)) == model.logits(of: Array(ends[..<1500] + [0x0A] + ends[1501...] + [0x0A])))
  }

  @Test func everyByteIsText() {
    for byte in UInt8.min...UInt8.max {
      for count in [1, 2, 3, 4, 5, 2999, 3000, 3001, 3004] {
        #expect(model.logits(of: [UInt8](repeating: byte, count: count)).allSatisfy { $0.isFinite })
      }
    }
  }
}

/// What no model can be made of, field by field.
@Suite struct NGramClassifierErrorTests {
  private func error(
    keys: [UInt32] = [1, 2], rows: [Int8] = [1, 2, 3, 4], weight: [Float] = [1, 2, 3, 4, 5, 6],
    bias: [Float] = [0, 0, 0], scale: Float = 1, none: NGramHead? = nil
  ) -> NGramError? {
    do throws(NGramError) {
      _ = try NGramClassifier(
        keys: keys, rows: NGramRows(rows), classes: NGramHead(weight: weight, bias: bias), scale: scale, none: none)
      return nil
    } catch {
      return error
    }
  }

  @Test func aSoundOneIsTaken() { #expect(error() == nil) }

  @Test func keysAreThereAndAscendAndAreBelow2To24() {
    #expect(error(keys: [], rows: []) == NGramError(field: .keys, problem: .empty))
    #expect(error(keys: [2, 1]) == NGramError(field: .keys, problem: .notAscending(index: 1)))
    #expect(error(keys: [2, 2]) == NGramError(field: .keys, problem: .notAscending(index: 1)))
    let range = 0...(1 << 24) - 1
    #expect(
      error(keys: [1, 1 << 24])
        == NGramError(field: .keys, problem: .outOfRange(1 << 24, index: 1, range: range)))
  }

  @Test func shapesGoTogether() {
    #expect(error(rows: [1, 2, 3]) == NGramError(field: .rows, problem: .count(3, expected: 4)))
    #expect(error(bias: []) == NGramError(field: .bias, problem: .empty))
    #expect(error(weight: []) == NGramError(field: .weight, problem: .empty))
    #expect(error(weight: [1, 2, 3, 4]) == NGramError(field: .weight, problem: .noMultiple(count: 4, of: 3)))
    let wide = [Float](repeating: 0, count: 1025)
    #expect(
      error(weight: wide, bias: [0])
        == NGramError(field: .dimensions, problem: .outOfRange(1025, index: nil, range: 1...1024)))
  }

  @Test func noneOfTheseIsARowAsWideAsTheOthers() {
    func error(_ weight: [Float], _ bias: [Float]) -> NGramError? {
      self.error(none: NGramHead(weight: weight, bias: bias))
    }
    #expect(error([1, 2], [0]) == nil)
    #expect(error([1, 2, 3], [0]) == NGramError(field: .noneWeight, problem: .count(3, expected: 2)))
    #expect(error([1, 2], [0, 0]) == NGramError(field: .noneBias, problem: .count(2, expected: 1)))
    #expect(error([1, .nan], [0]) == NGramError(field: .noneWeight, problem: .notFinite(index: 1)))
    #expect(error([1, 2], [.infinity]) == NGramError(field: .noneBias, problem: .notFinite(index: 0)))
  }

  @Test func scaledOnesHaveLogitsAsManyTimesAsLargeAndKnowTheSame() throws {
    let keys = featureKeys(Array("x".utf8))
    let model = try NGramClassifier(
      keys: keys, rows: NGramRows(keys.flatMap { _ in [1, 2] }), classes: NGramHead(weight: [1, -2], bias: [0.5]),
      scale: 3, none: NGramHead(weight: [0.5, 0.25], bias: [-1]))
    let (before, after) = (model.answer(to: Array("x".utf8)), try model.scaled(by: 2).answer(to: Array("x".utf8)))
    #expect(after.logits == before.logits.map { 2 * $0 })
    #expect(after.unknown == before.unknown && after.unknown != nil)
    #expect(throws: NGramError(field: .scale, problem: .notFinite(index: 0))) { try model.scaled(by: .infinity) }
    #expect(error(scale: .nan) == NGramError(field: .scale, problem: .notFinite(index: 0)))
  }

  @Test(arguments: [-1000, -100, 0, 2.5, 3, 5, 100, 1000] as [Float]) func whatIsUnknownIsAProbability(bias: Float)
    throws
  {
    let model = try NGramClassifier(
      keys: [1], rows: NGramRows([1]), classes: NGramHead(weight: [0, 0], bias: [bias, 1]),
      none: NGramHead(weight: [0], bias: [2]))
    let unknown = try #require(model.answer(to: Array("x".utf8)).unknown)
    #expect((0...1).contains(unknown))
    let learnt = min(1, 2 / (1 + exp(Double(bias) - 2) + exp(-1)))
    #expect(abs(unknown - 1.65 * learnt / (1.65 * learnt + 1 - learnt)) < 1e-6)
  }

  @Test func numbersAreFinite() {
    #expect(error(weight: [1, 2, .nan, 4, 5, 6]) == NGramError(field: .weight, problem: .notFinite(index: 2)))
    #expect(error(bias: [0, -.infinity, 0]) == NGramError(field: .bias, problem: .notFinite(index: 1)))
  }

  @Test func anErrorNamesTheField() {
    #expect(
      NGramError(field: .keys, problem: .notAscending(index: 7)).description
        == "keys: element 7 is not above the one before it")
  }
}
