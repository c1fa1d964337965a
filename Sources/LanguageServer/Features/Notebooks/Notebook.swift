import LanguageServerProtocol

/// An open notebook: its cells in their order. Their texts are documents like all others.
struct Notebook: Sendable {
  /// A cell: what it holds, and the document that its text is.
  struct Cell: Sendable, Hashable {
    var kind: NotebookCellKind
    let document: DocumentURI

    init(_ cell: NotebookCell) {
      kind = cell.kind
      document = cell.document
    }
  }

  private(set) var cells: [Cell]

  init(_ cells: [NotebookCell]) { self.cells = cells.map(Cell.init) }

  /// What the cell with that text holds; nil for one that is not here.
  func kind(of document: DocumentURI) -> NotebookCellKind? { cells.first { $0.document == document }?.kind }

  /// Puts cells in the place of others. False where there are no such others, and nothing is changed.
  mutating func apply(_ change: NotebookCellArrayChange) -> Bool {
    guard change.start >= 0, change.deleteCount >= 0, change.start <= cells.count,
      change.deleteCount <= cells.count - change.start
    else { return false }
    cells.replaceSubrange(
      change.start..<(change.start + change.deleteCount), with: (change.cells ?? []).map(Cell.init))
    return true
  }

  /// Takes over what cells have become.
  mutating func update(_ changed: [NotebookCell]) {
    for cell in changed {
      guard let index = cells.firstIndex(where: { $0.document == cell.document }) else { continue }
      cells[index].kind = cell.kind
    }
  }
}
