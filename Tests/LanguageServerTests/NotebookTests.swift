import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("Notebooks")
struct NotebookTests {
  private let uri = DocumentURI("file:///tmp/a.ipynb")
  private let markdown = DocumentURI("vscode-notebook-cell:/tmp/a.ipynb#1")
  private let plain = DocumentURI("vscode-notebook-cell:/tmp/a.ipynb#2")
  private let python = DocumentURI("vscode-notebook-cell:/tmp/a.ipynb#3")

  private func client() async throws -> TestClient {
    try await TestClient(
      capabilities: [
        "experimental": ["parlance/languageDetected": true],
        "notebookDocument": ["synchronization": [:]],
      ])
  }

  private func cell(_ document: DocumentURI, _ kind: NotebookCellKind = .code) -> NotebookCell {
    NotebookCell(kind: kind, document: document)
  }

  private func item(_ uri: DocumentURI, _ languageID: String, _ text: String) -> TextDocumentItem {
    TextDocumentItem(uri: uri, languageId: languageID, version: 1, text: text)
  }

  /// A notebook with a Markdown cell, a plain one and a Python one.
  private func open(_ client: TestClient, plainText: String = "ruby=90 text") {
    client.notify(
      DidOpenNotebookDocumentNotification(
        notebookDocument: NotebookDocument(
          uri: uri, notebookType: "jupyter-notebook", version: 1,
          cells: [cell(markdown, .markup), cell(plain), cell(python)]),
        cellTextDocuments: [
          item(markdown, "markdown", "# Title\n\n```\ngo=98\n```\n"), item(plain, "plaintext", plainText),
          item(python, "python", "ruby=90 text"),
        ]))
  }

  private func change(
    _ client: TestClient, structure: NotebookDocumentCellChangeStructure? = nil,
    texts: [NotebookDocumentCellContentChanges]? = nil
  ) {
    client.notify(
      DidChangeNotebookDocumentNotification(
        notebookDocument: VersionedNotebookDocumentIdentifier(uri: uri, version: 2),
        change: NotebookDocumentChangeEvent(
          cells: NotebookDocumentCellChanges(structure: structure, textContent: texts))))
  }

  private func edit(_ document: DocumentURI, _ text: String, _ range: PositionRange? = nil)
    -> NotebookDocumentCellContentChanges
  {
    NotebookDocumentCellContentChanges(
      document: VersionedTextDocumentIdentifier(uri: document, version: 2),
      changes: [TextDocumentContentChangeEvent(range: range, text: text)])
  }

  @Test(arguments: [true, false])
  func theyAreWantedFromWhoHasThem(_ hasThem: Bool) async throws {
    let capabilities: JSONValue = hasThem ? ["notebookDocument": ["synchronization": [:]]] : [:]
    let result = try await TestClient().request("initialize", ["capabilities": capabilities])
    let selector = result["capabilities"]?["notebookDocumentSync"]?["notebookSelector"]?.arrayValue
    #expect((selector != nil) == hasThem)
    let cells = selector?.first?["cells"]?.arrayValue?.compactMap { $0["language"]?.stringValue } ?? []
    #expect(cells.contains("markdown") == hasThem && !cells.contains("python") && !cells.contains(""))
  }

  @Test func cellsAreDocuments() async throws {
    let client = try await client()
    open(client)
    #expect(try await client.announcements().map(\.textDocument.uri) == [plain])
    #expect(try await client.hover(line: 3, uri: markdown)?.contents.value.contains("Go") == true)
    #expect(try await client.hover(line: 0, uri: python) == nil)
  }

  @Test func aPlainCellForPeopleIsMarkdown() async throws {
    let client = try await client()
    client.notify(
      DidOpenNotebookDocumentNotification(
        notebookDocument: NotebookDocument(
          uri: uri, notebookType: "x", version: 1, cells: [cell(markdown, .markup)]),
        cellTextDocuments: [item(markdown, "plaintext", "go=98 text\n\n```\ngo=98\n```\n")]))
    #expect(try await client.announcements().isEmpty)
    #expect(try await client.hover(line: 3, uri: markdown)?.range?.start.line == 2)
  }

  @Test func textsAreEditedInPlaces() async throws {
    let client = try await client()
    open(client, plainText: "")
    let start = Position(line: 0, character: 0)
    change(client, texts: [edit(plain, "go=90 text"), edit(plain, "ra", PositionRange(start: start, end: start))])
    try await client.pause()
    #expect(client.detections.texts.last == "rago=90 text")
    let announced = try await client.announcements()
    #expect(announced.map(\.language?.id) == ["rago"] && announced.first?.textDocument.version == 2)
  }

  @Test func cellsComeAndGo() async throws {
    let client = try await client()
    open(client)
    _ = try await client.announcements()
    let new = DocumentURI("vscode-notebook-cell:/tmp/a.ipynb#4")
    change(
      client,
      structure: NotebookDocumentCellChangeStructure(
        array: NotebookCellArrayChange(start: 0, deleteCount: 2, cells: [cell(new)]),
        didOpen: [item(new, "", "go=90 text")],
        didClose: [TextDocumentIdentifier(uri: markdown), TextDocumentIdentifier(uri: plain)]))
    #expect(try await client.announcements().map(\.textDocument.uri) == [new])
    #expect(try await client.hover(line: 3, uri: markdown) == nil)
    #expect(try await client.hover(line: 0, uri: new) != nil)
  }

  @Test func aCellThatGetsItsLanguageIsNotAnnouncedAgain() async throws {
    let client = try await client()
    open(client)
    #expect(try await client.announcements().count == 1)
    for languageID in ["ruby", "python"] {
      change(
        client,
        structure: NotebookDocumentCellChangeStructure(
          array: NotebookCellArrayChange(start: 1, deleteCount: 1, cells: [cell(plain)]),
          didOpen: [item(plain, languageID, "ruby=90 text")], didClose: [TextDocumentIdentifier(uri: plain)]))
      #expect(try await client.announcements().isEmpty)
    }
  }

  @Test(arguments: [(-1, 0), (0, -1), (4, 0), (0, 4), (2, 2), (Int(Int32.max), Int(Int32.max))])
  func aBrokenChangeLosesNothing(_ start: Int, _ count: Int) async throws {
    let client = try await client()
    open(client)
    change(
      client,
      structure: NotebookDocumentCellChangeStructure(
        array: NotebookCellArrayChange(start: start, deleteCount: count)),
      texts: [edit(DocumentURI("unknown"), "x")])
    client.notify("notebookDocument/didChange", ["notebookDocument": ["uri": "x"], "change": 7])
    client.notify("notebookDocument/didOpen", ["notebookDocument": [:], "cellTextDocuments": []])
    #expect(try await client.hover(line: 3, uri: markdown)?.contents.value.contains("Go") == true)
    change(client, texts: [edit(markdown, "```\nruby=98\n```\n")])
    #expect(try await client.hover(line: 1, uri: markdown)?.contents.value.contains("Ruby") == true)
  }

  @Test func aClosedNotebookClosesItsCells() async throws {
    let client = try await client()
    open(client)
    client.notify(DidSaveNotebookDocumentNotification(notebookDocument: NotebookDocumentIdentifier(uri: uri)))
    client.notify(
      DidCloseNotebookDocumentNotification(
        notebookDocument: NotebookDocumentIdentifier(uri: uri), cellTextDocuments: []))
    #expect(try await client.hover(line: 3, uri: markdown) == nil)
    #expect(try await client.hover(line: 0, uri: plain) == nil)
    change(client, texts: [edit(markdown, "```\nruby=98\n```\n")])
    #expect(try await client.hover(line: 1, uri: markdown) == nil)
  }

  @Test func anOpenNotebookMayBeOpenedAgain() async throws {
    let client = try await client()
    open(client)
    client.notify(
      DidOpenNotebookDocumentNotification(
        notebookDocument: NotebookDocument(uri: uri, notebookType: "x", version: 1, cells: [cell(python)]),
        cellTextDocuments: [item(python, "", "go=90 text")]))
    #expect(try await client.hover(line: 3, uri: markdown) == nil)
    #expect(try await client.hover(line: 0, uri: python) != nil)
  }
}
