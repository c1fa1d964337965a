import Testing
import Training

@Suite("Tokens taken apart while training")
struct SubwordDropoutTests {
  /// `<s>` and `</s>` are 0 and 1; 6 is 4 and 5, 7 is 6 and 4, 8 is 7 and 7.
  private static let merges: [Int32: (left: Int32, right: Int32)] = [6: (4, 5), 7: (6, 4), 8: (7, 7)]
  private static let bytes: [Int32: [Int32]] = [4: [4], 5: [5], 6: [4, 5], 7: [4, 5, 4], 8: [4, 5, 4, 4, 5, 4]]

  private func split(_ ids: [Int32], _ probability: Double, maxLength: Int = 100, seed: Int = 1) -> [Int32] {
    var random = RandomStream(seed: seed, .crop)
    var result = ids
    SubwordDropout(probability: probability, maxLength: maxLength, mergedFrom: Self.merges)
      .split(in: &result, from: 0, &random)
    return result
  }

  @Test("with chance 1 nothing but bytes is left, with chance 0 nothing is done")
  func always() {
    #expect(split([0, 8, 6, 5, 1], 1) == [0, 4, 5, 4, 4, 5, 4, 4, 5, 5, 1])
    #expect(split([0, 8, 6, 5, 1], 0) == [0, 8, 6, 5, 1])
    #expect(split([0, 1], 1) == [0, 1])
    #expect(split([], 1).isEmpty)
  }

  @Test("the bytes stay what they were, in their order, and some tokens are taken apart, not all")
  func sometimes() {
    let ids: [Int32] = [0] + Array(repeating: [8, 7, 6, 5, 4], count: 200).joined() + [1]
    let result = split(ids, 0.3, maxLength: 10_000)
    let flat = { (ids: [Int32]) in ids.flatMap { Self.bytes[$0] ?? [$0] } }
    #expect(flat(result) == flat(ids))
    let whole = result.count { $0 == 8 }
    #expect((110...170).contains(whole), "\(whole) of 200, of which 140 are to be expected")
    #expect(result != split(ids, 0.3, maxLength: 10_000, seed: 2))
    #expect(result == split(ids, 0.3, maxLength: 10_000))
  }

  @Test("what grows too long is cut before its end token", arguments: 2...9)
  func cut(maxLength: Int) {
    let result = split([0, 8, 8, 1], 1, maxLength: maxLength)
    #expect(result == [0] + [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4].prefix(maxLength - 2) + [1])
  }

  @Test("texts before the place to start from are left alone, and unknown ids are kept")
  func place() {
    var random = RandomStream(seed: 1, .crop)
    var ids: [Int32] = [0, 8, 1, 0, 6, 99, -1, 1]
    SubwordDropout(probability: 1, maxLength: 100, mergedFrom: Self.merges).split(in: &ids, from: 3, &random)
    #expect(ids == [0, 8, 1, 0, 4, 5, 99, -1, 1])
  }
}
