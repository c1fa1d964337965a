import JSON
import NGrams
import Testing

extension NGramLearner {
  /// A step with a scratch of its own.
  @discardableResult
  fileprivate mutating func learn(_ text: [UInt8], target: NGramTarget, learningRate: Float) -> Double {
    learn(text, target: target, learningRate: learningRate, scratch: Scratch())
  }
}

/// Steps of learning.
@Suite struct NGramLearnerTests {
  /// 60 and 80 steps in single precision, beside double precision.
  private let tolerance: Float = 2e-4

  @Test func learnsAsTheFixture() throws {
    let texts = try NGramFixture.texts()
    for value in try NGramFixture.read("learning").array("cases") {
      let name = try #require(value["name"]?.stringValue)
      var learner = try NGramLearner(
        keys: value.keys("keys"), dimensions: value.integer("dimensions"), classCount: value.integer("classes"),
        seed: UInt64(value.integer("seed")))
      for (number, step) in try value.array("steps").enumerated() {
        let loss = learner.learn(
          texts[try step.integer("text")].bytes, target: try target(step),
          learningRate: Float(try #require(step["rate"]?.doubleValue)))
        let expected = try #require(step["loss"]?.doubleValue)
        #expect(isNear(Float(loss), Float(expected), tolerance), "\(name), step \(number): \(loss), \(expected)")
      }
      try expect(learner.quantized(), isNearTo: value)
    }
  }

  private func target(_ step: JSONValue) throws -> NGramTarget {
    guard let shares = step["target"]?.arrayValue else { return .noneOfThese }
    let mixture = try shares.map { share in
      NGramTarget.Share(
        label: try #require(share[0]?.intValue), probability: Float(try #require(share[1]?.doubleValue)))
    }
    return mixture.count == 1 ? .label(mixture[0].label) : .mixture(mixture)
  }

  private func expect(_ model: NGramClassifier, isNearTo value: JSONValue) throws {
    // A number in the middle between two 8-bit ones may become either.
    let rows = try value.bytes("rows")
    #expect(model.rows.count == rows.count)
    #expect(zip(model.rows, rows).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
    #expect(zip(model.rows, rows).count { $0 != $1 } <= rows.count / 100)
    #expect(zip(model.classes.weight, try value.floats("weight")).allSatisfy { isNear($0, $1, tolerance) })
    #expect(zip(model.classes.bias, try value.floats("bias")).allSatisfy { isNear($0, $1, tolerance) })
    let isTaughtNone = try value.array("steps").contains { $0["target"]?.arrayValue == nil }
    #expect((model.none != nil) == isTaughtNone)
    guard let none = model.none else { return }
    #expect(zip(none.weight, try value.floats("noneWeight")).allSatisfy { isNear($0, $1, tolerance) })
    #expect(zip(none.bias, try value.floats("noneBias")).allSatisfy { isNear($0, $1, tolerance) })
  }

  private func learner(seed: UInt64 = 1, dimensions: Int = 16) throws -> NGramLearner {
    var counter = NGramFeatureCounter()
    for (group, text) in try NGramFixture.texts().enumerated() { counter.add(text.bytes, group: group) }
    return try NGramLearner(keys: counter.mostFrequent(500), dimensions: dimensions, classCount: 3, seed: seed)
  }

  /// Teaches each text its own class.
  private func teach(_ learner: inout NGramLearner, rounds: Int = 20) throws {
    let texts = try NGramFixture.texts().filter { ["Python", "C", "Unicode"].contains($0.name) }
    for _ in 0..<rounds {
      for (label, text) in texts.enumerated() { learner.learn(text.bytes, target: .label(label), learningRate: 0.1) }
    }
  }

  @Test func theSameCallsHaveTheSameBits() throws {
    var (first, second, other) = (try learner(), try learner(), try learner(seed: 2))
    try teach(&first)
    try teach(&second)
    try teach(&other)
    let (a, b, c) = (try first.quantized(), try second.quantized(), try other.quantized())
    #expect(a.rows == b.rows && a.classes == b.classes && a.none == b.none)
    #expect(a.rows != c.rows)
  }

  @Test func aCopyLearnsByItself() throws {
    var first = try learner()
    let before = first
    try teach(&first)
    #expect(try before.quantized().rows == learner().quantized().rows)
    #expect(try first.quantized().rows != before.quantized().rows)
  }

  @Test func whatIsLearntIsAnswered() throws {
    var learner = try learner()
    try teach(&learner)
    let model = try learner.quantized()
    let texts = try NGramFixture.texts().filter { ["Python", "C", "Unicode"].contains($0.name) }
    for (label, text) in texts.enumerated() {
      let logits = model.logits(of: text.bytes)
      #expect(logits.indices.max { logits[$0] < logits[$1] } == label, "\(text.name)")
    }
  }

  @Test func anUntaughtOneAnswersNothing() throws {
    let model = try learner().quantized()
    #expect(model.logits(of: Array("text".utf8)) == [0, 0, 0])
    #expect(model.none == nil && model.answer(to: Array("text".utf8)).unknown == nil)
    #expect(model.rows.contains { abs($0) == 127 })
  }

  @Test func itLearnsWhatIsNoneOfThese() throws {
    var learner = try learner()
    let texts = try NGramFixture.texts().filter { ["Python", "C", "Unicode"].contains($0.name) }.map(\.bytes)
    let mixture = NGramTarget.mixture([.init(label: 0, probability: 0.5), .init(label: 1, probability: 0.5)])
    for _ in 0..<40 {
      learner.learn(texts[0], target: .label(0), learningRate: 0.1)
      learner.learn(texts[1], target: .noneOfThese, learningRate: 0.1)
      learner.learn(texts[2], target: mixture, learningRate: 0.1)
    }
    let model = try learner.quantized().scaled(by: 1.5)
    let answers = texts.map { model.answer(to: $0) }
    let unknown = try answers.map { try #require($0.unknown) }
    #expect(unknown[0] < 0.1 && unknown[1] > 0.8 && unknown[2] < 0.1)
    // No class is ahead of the others there.
    let logits = answers[1].logits
    #expect((logits.max() ?? 0) - (logits.min() ?? 0) < 0.5)
    let continued = try NGramLearner(continuing: model, oldRows: [0, 1, 2]).quantized()
    #expect(continued.scale == 1.5)
    for (text, before) in zip(texts, unknown) {
      #expect(abs((try #require(continued.answer(to: text).unknown)) - before) < 1e-3)
    }
  }

  @Test func itContinuesWithOtherClasses() throws {
    var first = try learner()
    try teach(&first)
    let old = try first.quantized()
    var second = try NGramLearner(continuing: old, oldRows: [nil, 2, 0])
    #expect(second.keys == old.keys)
    let continued = try second.quantized()
    for text in try NGramFixture.texts() {
      let (before, after) = (old.logits(of: text.bytes), continued.logits(of: text.bytes))
      #expect(after[0] == 0, "\(text.name)")
      #expect(isNear(after[1], before[2], 1e-3) && isNear(after[2], before[0], 1e-3), "\(text.name)")
    }
    let text = Array("a class of its own".utf8)
    for _ in 0..<20 { second.learn(text, target: .label(0), learningRate: 0.1) }
    let logits = try second.quantized().logits(of: text)
    #expect(logits.max() == logits[0])
  }

  @Test func learnersAreMixed() throws {
    var start = try learner()
    try teach(&start, rounds: 2)
    var other = start
    let text = Array("def other(): pass".utf8)
    for _ in 0..<10 { other.learn(text, target: .label(2), learningRate: 0.1) }
    var whole = start
    whole.mix(with: other, share: 1, newClassesToo: true)
    #expect(try whole.quantized().rows == other.quantized().rows)
    #expect(try whole.quantized().classes == other.quantized().classes)
    var quarter = start
    quarter.mix(with: other, share: 0.25, newClassesToo: true)
    let biases = try [start, other, quarter].map { try $0.quantized().classes.bias }
    #expect(biases[0] != biases[1])
    for k in biases[0].indices { #expect(isNear(biases[2][k], 0.75 * biases[0][k] + 0.25 * biases[1][k], 1e-6)) }
    // What a model did not have before takes nothing from one that did not have it.
    let old = try NGramLearner(continuing: start.quantized(), oldRows: [0, nil, 1])
    var new = old
    for _ in 0..<10 { new.learn(text, target: .label(1), learningRate: 0.1) }
    let before = try new.quantized().classes.bias
    new.mix(with: old, share: 0.5, newClassesToo: false)
    let after = try new.quantized().classes.bias
    #expect(after[1] == before[1] && after[0] != before[0] && after[2] != before[2])
    // So it is with "none of these", which one of them was taught.
    #expect(try quarter.quantized().none == nil)
    var taught = start
    taught.learn(text, target: .noneOfThese, learningRate: 0.1)
    let noneBiases = try [Float(0.25), 0.5, 1].map { share in
      var mixed = start
      mixed.mix(with: taught, share: share, newClassesToo: true)
      return try #require(mixed.quantized().none).bias[0]
    }
    #expect(isNear(noneBiases[2] - noneBiases[1], 2 * (noneBiases[1] - noneBiases[0]), 1e-5))
    #expect(noneBiases[2] != noneBiases[1])
  }

  @Test func classesWithNextToNoGradientAreLeftAlone() throws {
    let text = Array("text".utf8)
    let keys = featureKeys(text)
    // Softmax gives the second 7.5 of 100,000.
    let old = try NGramClassifier(
      keys: keys, rows: NGramRows(keys.map { _ in 127 }),
      classes: NGramHead(weight: [0.001, 0.001], bias: [0, -9.5]), none: NGramHead(weight: [0.001], bias: [-20]))
    var learner = try NGramLearner(continuing: old, oldRows: [0, 1])
    learner.learn(text, target: .label(0), learningRate: 100)
    #expect(try learner.quantized().classes.bias == old.classes.bias)
    learner.learn(text, target: .noneOfThese, learningRate: 100)
    #expect(try learner.quantized().classes.bias != old.classes.bias)
  }

  @Test func badPartsAreErrors() throws {
    func error(_ body: () throws(NGramError) -> NGramLearner) -> NGramError? {
      do throws(NGramError) {
        _ = try body()
        return nil
      } catch {
        return error
      }
    }
    #expect(
      error { () throws(NGramError) in try NGramLearner(keys: [], dimensions: 8, classCount: 2, seed: 0) }
        == NGramError(field: .keys, problem: .empty))
    #expect(
      error { () throws(NGramError) in try NGramLearner(keys: [1], dimensions: 0, classCount: 2, seed: 0) }
        == NGramError(field: .dimensions, problem: .outOfRange(0, index: nil, range: 1...1024)))
    #expect(
      error { () throws(NGramError) in try NGramLearner(keys: [1], dimensions: 8, classCount: 0, seed: 0) }
        == NGramError(field: .bias, problem: .empty))
    let old = try NGramClassifier(keys: [1], rows: [1], weight: [1, 2], bias: [0, 0])
    #expect(
      error { () throws(NGramError) in try NGramLearner(continuing: old, oldRows: []) }
        == NGramError(field: .oldRows, problem: .empty))
    #expect(
      error { () throws(NGramError) in try NGramLearner(continuing: old, oldRows: [0, nil, 2]) }
        == NGramError(field: .oldRows, problem: .outOfRange(2, index: 2, range: 0...1)))
  }

  @Test func aStepTooLargeIsAnErrorOfWhatItMade() throws {
    var learner = try learner()
    try teach(&learner, rounds: 1)
    for text in try NGramFixture.texts() { learner.learn(text.bytes, target: .label(0), learningRate: 3e38) }
    #expect(throws: NGramError.self) { try learner.quantized() }
  }
}
