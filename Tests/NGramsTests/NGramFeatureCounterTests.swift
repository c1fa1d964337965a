import JSON
import NGrams
import Testing

/// Features of texts, and those that most groups have.
@Suite struct NGramFeatureCounterTests {
  @Test func findsTheFeaturesOfTheFixture() throws {
    for text in try NGramFixture.texts() {
      let keys = featureKeys(text.bytes)
      #expect(keys.count == (try text.json.integer("count")), "\(text.name)")
      #expect(keys.reduce(0) { $0 + Int($1) } == (try text.json.integer("sum")), "\(text.name)")
      if text.json["keys"] != nil { #expect(keys == (try text.json.keys("keys")), "\(text.name)") }
    }
  }

  @Test func countsGroupsAndTakesTheSmallerOfEqual() throws {
    let fixture = try NGramFixture.read("features")
    let groups = try fixture.array("groups").map { try #require($0.intValue) }
    var counter = NGramFeatureCounter()
    for (text, group) in zip(try NGramFixture.texts(), groups) { counter.add(text.bytes, group: group) }
    for expected in try fixture.array("mostFrequent") {
      let count = try expected.integer("count")
      #expect(counter.mostFrequent(count) == (try expected.keys("keys")), "\(count)")
    }
    #expect(counter.mostFrequent(.max).count == (try fixture.integer("differentKeys")))
  }

  @Test func aGroupCountsOnceHoweverItIsNumbered() {
    var counter = NGramFeatureCounter()
    for group in [Int.min, .max, 0, -1] {
      counter.add(Array("ab".utf8), group: group)
      counter.add(Array("ab".utf8), group: group)
    }
    for _ in 0..<3 { counter.add(Array("cd cd cd".utf8), group: 7) }
    let both = Set(featureKeys(Array("ab".utf8))).intersection(featureKeys(Array("cd cd cd".utf8)))
    // Of five groups, four have all of "ab", and all five what is in both.
    #expect(Set(counter.mostFrequent(both.count)) == both)
    let frequent = Set(counter.mostFrequent(featureKeys(Array("ab".utf8)).count))
    #expect(frequent == Set(featureKeys(Array("ab".utf8))))
  }

  @Test func nothingCountedIsNothingFrequent() {
    #expect(NGramFeatureCounter().mostFrequent(10).isEmpty)
    var counter = NGramFeatureCounter()
    counter.add(Array("x".utf8), group: 0)
    #expect(counter.mostFrequent(-1).isEmpty)
  }
}
