/// What is wrong with a model directory: the file, the field and the problem, for a person to mend it.
package struct ModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The path of the file (or directory).
  package let file: String
  /// The field, tensor or token inside it; empty where the file as a whole is meant.
  package let field: String
  /// What is wrong, and where it helps, what to do.
  package let problem: String

  /// An error about a field of a file.
  package init(file: String, field: String = "", problem: String) {
    self.file = file
    self.field = field
    self.problem = problem
  }

  package var description: String {
    field.isEmpty ? "\(file): \(problem)" : "\(file): \(field): \(problem)"
  }
}
