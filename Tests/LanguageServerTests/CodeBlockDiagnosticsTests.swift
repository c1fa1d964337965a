import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

private let long = String(repeating: "some more words of it ", count: 4)

@Suite("What is said about code blocks")
struct CodeBlockDiagnosticsTests {
  /// Opens a text and expects one diagnostic between 1️⃣ and 2️⃣, or none where `code` is nil.
  private func check(
    _ marked: MarkedText, languageID: String = "markdown", code: String?, severity: DiagnosticSeverity = .warning,
    says words: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let client = try await TestClient.pushed()
    client.openReadme(marked.text, languageID: languageID, version: 7)
    let published = try await client.published()
    #expect(published.map(\.version) == [7], sourceLocation: sourceLocation)
    guard let code else {
      #expect(published.last?.diagnostics == [], sourceLocation: sourceLocation)
      return
    }
    let diagnostic = try #require(published.last?.diagnostics.first, sourceLocation: sourceLocation)
    #expect(published.last?.diagnostics.count == 1, sourceLocation: sourceLocation)
    #expect(diagnostic.code == .string(code), sourceLocation: sourceLocation)
    #expect(diagnostic.severity == severity, sourceLocation: sourceLocation)
    #expect(diagnostic.source == "parlance", sourceLocation: sourceLocation)
    #expect(diagnostic.message.contains(words), "\(diagnostic.message)", sourceLocation: sourceLocation)
    #expect(diagnostic.range == marked.range("1️⃣", "2️⃣"), sourceLocation: sourceLocation)
  }

  @Test func untaggedAndCertain() async throws {
    try await check(
      MarkedText("text\n\n1️⃣```2️⃣\npython=98\n```\n"), code: "untagged-code-block", severity: .information,
      says: "no language tag; it looks like Python (98 % sure)")
  }

  @Test func untaggedAndUncertain() async throws {
    try await check(
      MarkedText("> - x\n>\n>   1️⃣~~~~2️⃣  \n>   python=60 ruby=30\n>   ~~~~\n"), code: "untagged-code-block",
      severity: .hint, says: "no language tag; perhaps it is Python (60 %)")
  }

  @Test func untaggedAndNothingToGoBy() async throws {
    try await check(
      MarkedText("1️⃣```2️⃣\nwords\n```\n"), code: "untagged-code-block", severity: .hint, says: "has no language tag.")
  }

  @Test func mistagged() async throws {
    try await check(
      MarkedText("```  1️⃣js2️⃣ \r\npython=99 \(long)\r\n```\r\n"), code: "mistagged-code-block",
      says: "is tagged 'js', but looks like Python (99 % sure)")
  }

  @Test(
    arguments: [
      "```py\npython=99\n```\n",  // rightly tagged
      "```js\npython=99\n```\n",  // too short to be called wrong
      "```js\npython=96 \(long)\n```\n",  // not certain enough
      "```js {1,3}\npython=99 \(long)\n```\n", "```mermaid\npython=99 \(long)\n```\n",
      "```{r, echo=FALSE}\npython=99 \(long)\n```\n",
      "<!-- parlance-ignore -->\n```\npython=99\n```\n", "    python=99\n", "```\n\n```\n",
      "---\nkey: |\n  ```\n  python=99\n  ```\n---\n", "````md\n```\npython=99\n```\n````\n",
      "```\npython=99\n",  // still open
      "text\n```\nwords\n\n```python\npython=99\n```\n",  // closed by another block's fence
    ])
  func nothingIsSaid(_ text: String) async throws {
    try await check(MarkedText(text), code: nil)
    try await check(MarkedText(text.replacing("\n", with: "\r\n")), code: nil)
    try await check(MarkedText(text.replacing("\n", with: "\r")), code: nil)
  }

  @Test func commentsOfMDX() async throws {
    try await check(
      MarkedText("{/* parlance-ignore */}\n```\npython=99\n```\n"), languageID: "mdx", code: nil)
    try await check(
      MarkedText("<!-- parlance-ignore -->\n1️⃣```2️⃣\npython=99\n```\n"), languageID: "mdx",
      code: "untagged-code-block", severity: .information)
  }

  @Test(arguments: [("utf-8", 5), ("utf-16", 3), ("utf-32", 3)])
  func unitsOfPositions(_ encoding: String, _ width: Int) async throws {
    let client = try await TestClient(capabilities: ["general": ["positionEncodings": [.string(encoding)]]])
    client.openReadme("``` föö\npython=99 \(long)\n```\n")
    let range = try #require(try await client.lastDiagnostics()?.first?.range)
    #expect(range.start == Position(line: 0, character: 4))
    #expect(range.end == Position(line: 0, character: 4 + width))
  }

  @Test func whatAClientMayMakeFixesOf() async throws {
    let text = "```\npython=60 shellscript=30\n```\n"
    let silent = try await TestClient.pushed()
    silent.openReadme(text)
    #expect(try await silent.lastDiagnostics()?.first?.data == nil)
    let client = try await TestClient.pushed(["publishDiagnostics": ["dataSupport": true]])
    client.openReadme(text)
    let published = try #require(try await client.published().last)
    #expect(published.version == nil)
    let data = published.diagnostics.first?.data
    #expect(data?["isSure"] == false)
    #expect(data?["tags"]?[0] == ["tag": "python", "language": "python", "confidence": 0.6])
    #expect(data?["tags"]?[1]?["tag"] == "bash")
  }

  @Test func settingsOfTags() async throws {
    let client = try await TestClient.pushed(
      ["publishDiagnostics": ["dataSupport": true]],
      options: ["markdown": ["minimumConfidence": 0.5, "preferredTags": ["sh": "console", "föö": "foo"]]])
    client.openReadme("```\nshellscript=60\n```\n\n```\nföö=60\n```\n")
    let diagnostics = try #require(try await client.lastDiagnostics())
    #expect(diagnostics.map(\.severity) == [.information, .information])
    #expect(diagnostics.map { $0.data?["tags"]?[0]?["tag"] } == ["console", "foo"])
  }
}
