/// Why a tokenizer's file cannot be used, or a tokenizer not be trained: the file, the field and the problem.
package struct TokenizerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file as its kind names it: `tokenizer.json`, `vocab.json` or `merges.txt`; `trainer` for a wrong request.
  package var file: String
  /// The field in the file, such as `model.merges[3]`; empty for the file as a whole.
  package var field: String
  /// What is wrong with it.
  package var problem: String

  package init(file: String, field: String, problem: String) {
    self.file = file
    self.field = field
    self.problem = problem
  }

  package var description: String {
    field.isEmpty ? "\(file): \(problem)" : "\(file): \(field): \(problem)"
  }
}
