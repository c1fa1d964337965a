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
  private var kinds: [DocumentURI: NotebookCellKind] = [:]

  init(_ cells: [NotebookCell]) {
    self.cells = cells.map(Cell.init)
    noteKinds()
  }

  /// What the cell with that text holds; nil for one that is not here.
  func kind(of document: DocumentURI) -> NotebookCellKind? { kinds[document] }

  /// Puts cells in the place of others. False where there are no such others, and nothing is changed.
  mutating func apply(_ change: NotebookCellArrayChange) -> Bool {
    guard change.start >= 0, change.deleteCount >= 0, change.start <= cells.count,
      change.deleteCount <= cells.count - change.start
    else { return false }
    cells.replaceSubrange(
      change.start..<(change.start + change.deleteCount), with: (change.cells ?? []).map(Cell.init))
    noteKinds()
    return true
  }

  /// Takes over what cells have become.
  mutating func update(_ changed: [NotebookCell]) {
    guard !changed.isEmpty else { return }
    let new = Dictionary(changed.map { ($0.document, $0.kind) }, uniquingKeysWith: { _, last in last })
    for index in cells.indices { cells[index].kind = new[cells[index].document] ?? cells[index].kind }
    noteKinds()
  }

  private mutating func noteKinds() {
    kinds = Dictionary(cells.map { ($0.document, $0.kind) }, uniquingKeysWith: { first, _ in first })
  }
}
