/// Why no n-gram model can be made of what was given: the field, and what about it.
package struct NGramError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The field that is wrong.
  package let field: Field
  /// What is wrong with it.
  package let problem: Problem

  /// What a model is made of.
  package enum Field: String, Sendable, CaseIterable {
    /// The features' keys, (M).
    case keys
    /// The features' rows, (M, D).
    case rows
    /// The classifier's weight, (K, D).
    case weight
    /// The classifier's bias, (K).
    case bias
    /// What the logits are multiplied by.
    case scale
    /// The weight of "none of these", (1, D).
    case noneWeight
    /// Its bias, (1).
    case noneBias
    /// D.
    case dimensions
    /// Which row of an old classifier each of a new one continues, (K).
    case oldRows
  }

  /// One case for each way in which a field can be bad.
  package enum Problem: Sendable, Equatable {
    /// It has nothing in it.
    case empty
    /// It has another number of elements than the others call for.
    case count(Int, expected: Int)
    /// Its number of elements is no multiple of another's: `of` says of which.
    case noMultiple(count: Int, of: Int)
    /// An element is not above the one before it.
    case notAscending(index: Int)
    /// A number is not in the range that it has to be in.
    case outOfRange(Int, index: Int?, range: ClosedRange<Int>)
    /// A number is infinite or not a number.
    case notFinite(index: Int)
  }

  package init(field: Field, problem: Problem) {
    self.field = field
    self.problem = problem
  }

  package var description: String { "\(field.rawValue): \(problem)" }
}

extension NGramError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "there is none"
    case .count(let count, let expected): "\(count) elements, but it has to have \(expected)"
    case .noMultiple(let count, let of): "\(count) elements are no multiple of \(of)"
    case .notAscending(let index): "element \(index) is not above the one before it"
    case .outOfRange(let value, .none, let range): "\(value) is not from \(range.lowerBound) to \(range.upperBound)"
    case .outOfRange(let value, .some(let index), let range):
      "element \(index) is \(value), which is not from \(range.lowerBound) to \(range.upperBound)"
    case .notFinite(let index): "element \(index) is not a finite number"
    }
  }
}
