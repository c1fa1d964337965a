import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

/// The two guards against the loop in which an editor, told of a language, opens the document again.
@Suite("The feedback loop")
struct FeedbackTests {
  private let text = "python=90 text"

  private func opened() async throws -> TestClient {
    let client = try await TestClient.announcing()
    client.open(text)
    #expect(try await client.announcements().count == 1)
    return client
  }

  /// Visual Studio Code: closes, and opens under the new name.
  @Test func closeAndOpenUnderTheAnnouncedName() async throws {
    let client = try await opened()
    for _ in 0..<22 {
      client.close()
      client.open(text, languageID: "python")
    }
    #expect(try await client.announcements().isEmpty)
  }

  /// eglot: opens without closing, under the OLD name and with the same version.
  @Test(arguments: [0, 1]) func openAgainUnderTheOldName(_ version: Int) async throws {
    let client = try await opened()
    for _ in 0..<22 { client.open(text, version: version) }
    #expect(try await client.announcements().isEmpty)
  }

  /// vim-lsp: opens without closing, under the new name.
  @Test func openAgainUnderTheAnnouncedName() async throws {
    let client = try await opened()
    for _ in 0..<22 { client.open(text, languageID: "python") }
    #expect(try await client.announcements().isEmpty)
  }

  /// The old name after a close: nothing to announce again, and no choice either.
  @Test func closeAndOpenUnderTheOldName() async throws {
    let client = try await opened()
    client.close()
    client.open(text)
    #expect(try await client.announcements().isEmpty)
    client.change("rust=95 text")
    try await client.pause()
    #expect(try await client.announcements().map(\.language?.id) == ["rust"])
  }

  /// Guard two alone: the client's own word, without anything remembered.
  @Test func whatTheClientSaysIsNotAnnounced() async throws {
    let client = try await TestClient.announcing()
    client.open("plaintext=95 prose")
    #expect(try await client.announcements().isEmpty)
  }

  /// An announced language that came back may still give way to another.
  @Test func detectionGoesOnUnderTheAnnouncedName() async throws {
    let client = try await opened()
    client.close()
    client.open(text, languageID: "python")
    client.change("rust=95 text")
    try await client.pause()
    #expect(try await client.announcements().map(\.language?.id) == ["rust"])
  }

  @Test(arguments: ["ruby", "markdown"]) func anotherNameIsTheUsersChoice(_ chosen: String) async throws {
    let client = try await opened()
    client.close()
    client.clock.advance(by: .milliseconds(1_900))
    client.open(text, languageID: chosen)
    client.change("rust=95 text")
    try await client.pause()
    client.close()
    client.open("rust=95 text")
    #expect(try await client.announcements().isEmpty)
  }

  /// What was only suggested, or only doubted, and then was set, was set by the user.
  @Test(arguments: [("suggest", "python=90 text"), ("apply", "python=40 text")])
  func aSuggestionThatIsTakenIsAChoice(_ mode: String, _ text: String) async throws {
    let client = try await TestClient.announcing(options: ["detection": ["mode": .string(mode)]])
    client.open(text)
    #expect(try await client.announcements().count == 1)
    client.close()
    client.open(text, languageID: "python")
    client.change("rust=95 text")
    try await client.pause()
    #expect(try await client.announcements().isEmpty)
  }

  /// The user goes back to plain text: that is a choice too.
  @Test func backToPlainTextIsAChoice() async throws {
    let client = try await opened()
    client.close()
    client.open(text, languageID: "python")
    client.close()
    client.open(text, languageID: "plaintext")
    client.change("rust=95 text")
    try await client.pause()
    #expect(try await client.announcements().isEmpty)
  }

  @Test func aNewEmptyBufferUnderTheSameNameStartsAfresh() async throws {
    let client = try await opened()
    client.choose("ruby")
    client.close()
    client.open("")
    client.change(text)
    try await client.pause()
    #expect(try await client.announcements().map(\.language?.id) == ["python"])
  }

  @Test func aBufferThatComesBackLaterStartsAfresh() async throws {
    let client = try await opened()
    client.choose("ruby")
    client.close()
    try await client.pause(.seconds(3))
    client.open(text)
    #expect(try await client.announcements().map(\.language?.id) == ["python"])
  }

  /// Several nameless buffers of Neovim's under one URI.
  @Test func anotherTextUnderTheSameNameIsAnotherBuffer() async throws {
    let client = try await opened()
    client.open("python=80 other text")
    #expect(try await client.announcements().map(\.language?.id) == ["python"])
  }
}
