import NGrams
import Testing

/// What no model can be made of, field by field.
@Suite struct NGramClassifierErrorTests {
  private func error(
    keys: [UInt32] = [1, 2], rows: [Int8] = [1, 2, 3, 4], weight: [Float] = [1, 2, 3, 4, 5, 6],
    bias: [Float] = [0, 0, 0]
  ) -> NGramError? {
    do throws(NGramError) {
      _ = try NGramClassifier(keys: keys, rows: rows, weight: weight, bias: bias)
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
