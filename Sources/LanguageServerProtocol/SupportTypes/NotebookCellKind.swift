/// What a cell of a notebook holds.
package struct NotebookCellKind: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Text for people.
  package static let markup = NotebookCellKind(rawValue: 1)
  /// Code that is run.
  package static let code = NotebookCellKind(rawValue: 2)
}
