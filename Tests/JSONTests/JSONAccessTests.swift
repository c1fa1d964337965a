import JSON
import Testing

@Suite struct JSONAccessTests {
  @Test func readsByKind() {
    let value: JSONValue = ["s": "x", "i": 3, "d": 2.0, "f": 2.5, "b": true, "n": .null, "a": [1]]
    #expect(value["s"]?.stringValue == "x")
    #expect(value["i"]?.intValue == 3)
    #expect(value["d"]?.intValue == 2)
    #expect(value["f"]?.intValue == nil)
    #expect(value["i"]?.doubleValue == 3)
    #expect(value["b"]?.boolValue == true)
    #expect(value["n"]?.isNull == true)
    #expect(value["a"]?[0] == 1)
    #expect(value["a"]?[1] == nil)
    #expect(value["x"] == nil)
    #expect(value["s"]?["x"] == nil)
    #expect(value["s"]?.intValue == nil)
  }

  @Test func objectsAreEqualInAnyOrder() {
    let left: JSONValue = ["a": 1, "b": [["c": 1, "d": 2]]]
    let right: JSONValue = ["b": [["d": 2, "c": 1]], "a": 1]
    #expect(left == right)
    #expect(Set([left, right]).count == 1)
    #expect(left != ["a": 1, "b": [["c": 1, "d": 3]]])
    #expect(JSONValue.integer(1) != .number(1))
    #expect(JSONValue.array([1, 2]) != .array([2, 1]))
  }

  @Test func complaintsNameTheField() throws {
    let reader = JSONDecodingReader([
      "vocab_size": "x", "layers": [["name": "a"], [:]], "eps": true, "n": .null, "i": 2.5,
    ])
    #expect(complaint { _ = try reader.integer("vocab_size") } == "vocab_size: expected an integer, found a string")
    #expect(
      complaint { for layer in try reader.array("layers") { _ = try layer.string("name") } }
        == "layers[1].name: is missing")
    #expect(complaint { _ = try reader.optionalDouble("eps") } == "eps: expected a number, found a boolean")
    #expect(complaint { _ = try reader.integer("i") } == "i: expected an integer, found a number")
    #expect(complaint { _ = try reader.strings("layers") } == "layers[0]: expected a string, found an object")
    #expect(complaint { _ = try JSONDecodingReader([]).string("a") } == "expected an object, found an array")
    #expect(complaint { _ = try JSONDecodingReader(["a": 7]).integer("a", in: 0...5) } == "a: 7 is not between 0 and 5")
    #expect(try reader.optionalInteger("n") == nil)
    #expect(try reader.optionalBool("absent") == nil)
  }

  @Test func aNumberOutsideItsRangeIsRefused() throws {
    let reader = JSONDecodingReader(["share": 1.5, "whole": 1, "low": -100, "text": "1"])
    #expect(complaint { _ = try reader.double("share", in: 0...1) } == "share: 1.5 is not between 0 and 1")
    #expect(complaint { _ = try reader.double("share", in: -0.5...0.5) } == "share: 1.5 is not between -0.5 and 0.5")
    #expect(complaint { _ = try reader.double("text", in: 0...1) } == "text: expected a number, found a string")
    #expect(complaint { _ = try reader.double("absent", in: 0...1) } == "absent: is missing")
    #expect(complaint { _ = try JSONDecodingReader(.number(.nan)).double(in: 0...1) } == "nan is not between 0 and 1")
    #expect(try reader.double("whole", in: 0...1) == 1)
    #expect(try reader.double("low", in: -100...100) == -100)
  }

  @Test func aKeyThatIsNotKnownIsRefusedWithThoseThatAre() throws {
    let reader = JSONDecodingReader(["b": 1, "odd": .null, "even": 2, "inner": ["odd": 3]])
    #expect(
      complaint { try reader.refuseKeys(besides: ["b", "a", "inner"]) } == "odd: is not known (known: a, b, inner)")
    #expect(
      complaint { try reader.field("inner").refuseKeys(besides: ["x"]) } == "inner.odd: is not known (known: x)")
    #expect(complaint { try reader.refuseKeys(besides: ["b", "odd", "even", "inner", "more"]) } == nil)
    #expect(complaint { try reader.field("b").refuseKeys(besides: []) } == "b: expected an object, found an integer")
  }

  private func complaint(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
