import LanguageServer
import Testing

@Suite("What a URI and a language's name say")
struct DocumentTraitsTests {
  @Test(arguments: [
    "untitled:Untitled-1", "untitled:nvim-3", "buffer:12", "file://", "file:///", "", "file:///home/me/__NO_NAME_1__",
  ])
  func namelessBuffers(_ uri: String) {
    #expect(DocumentTraits.isNameless(uri))
    #expect(!DocumentTraits.isNamedAsText(uri))
  }

  @Test(arguments: [
    "file:///a/b", "file:///untitled:", "untitled", "x", "git:/a/b", "file:///__NO_NAME_1__.py", "/", "%",
  ])
  func namedOnes(_ uri: String) {
    #expect(!DocumentTraits.isNameless(uri))
  }

  @Test(arguments: ["", "plaintext", "PlainText", "text", "plain", "fundamental"])
  func plainNames(_ languageID: String) {
    #expect(DocumentTraits.isPlain(languageID))
  }

  @Test(arguments: ["python", "markdown", " ", "plaintextish"])
  func realNames(_ languageID: String) {
    #expect(!DocumentTraits.isPlain(languageID))
  }

  @Test func filesNamedAsText() {
    #expect(DocumentTraits.isNamedAsText("file:///a/notes.TXT"))
    #expect(!DocumentTraits.isNamedAsText("file:///a.txt/notes"))
    #expect(!DocumentTraits.isNamedAsText("file:///a/.txt"))
  }

  @Test func markdownByNameOrByEnding() {
    #expect(DocumentTraits.isMarkdown(uri: "x", languageID: "markdown"))
    #expect(DocumentTraits.isMarkdown(uri: "x", languageID: "quarto"))
    #expect(DocumentTraits.isMarkdown(uri: "x", languageID: "ipythongfm"))
    #expect(DocumentTraits.isMarkdown(uri: "file:///README.md", languageID: ""))
    #expect(!DocumentTraits.isMarkdown(uri: "file:///README.md", languageID: "python"))
    #expect(!DocumentTraits.isMarkdown(uri: "", languageID: ""))
    #expect(DocumentTraits.isMDX(uri: "a.mdx", languageID: ""))
    #expect(DocumentTraits.isMDX(uri: "untitled:1", languageID: "mdx"))
    #expect(!DocumentTraits.isMDX(uri: "a.mdx", languageID: "markdown"))
  }
}
