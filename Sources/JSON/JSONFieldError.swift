/// A field of a JSON document that is not what it has to be.
package struct JSONFieldError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where it stands: `layers[3].name`; empty for the document itself.
  package let path: String

  /// What is wrong with it: "expected an integer, found a string".
  package let problem: String

  package init(path: String, problem: String) {
    self.path = path
    self.problem = problem
  }

  package var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
