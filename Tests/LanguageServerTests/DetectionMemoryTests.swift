import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("What is remembered of a document")
struct DetectionMemoryTests {
  private let uri = DocumentURI("untitled:Untitled-1")
  private let text = TextIdentity(DocumentText("puts 1"))
  private let empty = TextIdentity(DocumentText(""))

  /// A memory with one open document for which Ruby was announced.
  private func memory(_ languageID: String = "plaintext") -> DetectionMemory {
    var memory = DetectionMemory()
    memory.didOpen(uri, languageID: languageID, identity: text, replacing: nil, now: .zero)
    memory[uri]?.announced = Announced(
      language: "ruby", clientNames: ["ruby"], decision: .apply, identity: text)
    return memory
  }

  /// The record after a close and, `delay` later, an opening.
  private func reopened(
    as languageID: String, _ identity: TextIdentity, after delay: Duration, from memory: DetectionMemory
  ) -> DetectionRecord? {
    var memory = memory
    memory.didClose(uri, identity: text, now: .seconds(10))
    memory.didOpen(uri, languageID: languageID, identity: identity, replacing: nil, now: .seconds(10) + delay)
    return memory[uri]
  }

  @Test func theAnnouncedLanguageComingBackIsOurs() throws {
    let record = try #require(reopened(as: "ruby", text, after: .milliseconds(5), from: memory()))
    #expect(record.announced?.language == "ruby")
    #expect(record.isCandidate && !record.isChosen)
  }

  @Test func anotherLanguageComingBackIsTheUsersChoice() throws {
    let record = try #require(reopened(as: "python", text, after: .seconds(2), from: memory()))
    #expect(record.isChosen && !record.isCandidate)
    let plain = try #require(reopened(as: "plaintext", text, after: .zero, from: memory("ruby")))
    #expect(plain.isChosen)
  }

  @Test func theOldLanguageComingBackIsNoChoice() throws {
    let record = try #require(reopened(as: "plaintext", text, after: .zero, from: memory()))
    #expect(!record.isChosen && record.announced?.language == "ruby")
    let plain = try #require(reopened(as: "text", text, after: .zero, from: memory()))
    #expect(!plain.isChosen)
  }

  @Test func aChoiceSurvivesOnlyTheSameTextForTwoSeconds() throws {
    var chosen = memory()
    chosen[uri]?.isChosen = true
    #expect(try #require(reopened(as: "plaintext", text, after: .seconds(2), from: chosen)).isChosen)
    let later = try #require(reopened(as: "plaintext", text, after: .milliseconds(2_001), from: chosen))
    #expect(!later.isChosen && later.announced == nil)
    #expect(!(try #require(reopened(as: "plaintext", empty, after: .zero, from: chosen)).isChosen))
    let changed = TextIdentity(DocumentText("puts 2"))
    #expect(!(try #require(reopened(as: "plaintext", changed, after: .zero, from: chosen)).isChosen))
  }

  @Test func anOpeningWithoutACloseIsAReplacement() throws {
    var memory = memory()
    memory.didOpen(uri, languageID: "plaintext", identity: text, replacing: text, now: .zero)
    #expect(memory[uri]?.announced?.language == "ruby")
    memory.didOpen(uri, languageID: "python", identity: text, replacing: text, now: .zero)
    #expect(memory[uri]?.isChosen == true)
    let changed = TextIdentity(DocumentText("puts 2"))
    memory.didOpen(uri, languageID: "plaintext", identity: changed, replacing: text, now: .zero)
    #expect(memory[uri]?.isChosen == false)
    #expect(memory[uri]?.announced == nil)
  }

  @Test func anEmptyBufferStartsAfresh() {
    var memory = DetectionMemory()
    memory.didOpen(DocumentURI(""), languageID: "", identity: empty, replacing: nil, now: .zero)
    memory[DocumentURI("")]?.isChosen = true
    memory.didOpen(DocumentURI(""), languageID: "", identity: empty, replacing: empty, now: .zero)
    #expect(memory[DocumentURI("")]?.isChosen == false)
  }

  @Test func closingWhatIsNotOpenDoesNothing() {
    var memory = DetectionMemory()
    memory.didClose(uri, identity: text, now: .zero)
    #expect(memory[uri] == nil)
  }
}
