import Classification
import CodeBlocks
import MarkdownFences
import Testing

@Suite struct CodeBlockJudgeTests {
  private let labels = ["python", "javascript", "typescript", "shellscript", "console", "go", "cpp", "c", "plaintext"]

  private func block(_ markdown: String) throws -> CodeBlock {
    try #require(Array(markdown.utf8).withUnsafeBufferPointer { MarkdownFences.codeBlocks(in: $0) }.first)
  }

  private func prediction(_ language: String, _ probability: Double) -> Prediction {
    Prediction(candidates: [
      Candidate(language: language, probability: probability), Candidate(language: "c", probability: 1 - probability),
    ])
  }

  private func verdict(
    _ markdown: String, _ language: String, _ probability: Double, settings: CodeBlockSettings = .init(),
    threshold: @escaping @Sendable (String, Int) -> Double = { _, _ in 0 }
  ) throws -> CodeBlockVerdict {
    CodeBlockJudge(settings: settings, labels: labels, threshold: threshold).verdict(
      try block(markdown), prediction(language, probability))
  }

  private static let long = String(repeating: "x = some_function(42)\n", count: 4)

  @Test func anUntaggedBlockGetsThePreferredTagWhereItIsSure() throws {
    #expect(
      try verdict("```\nls\n```", "shellscript", 0.98)
        == .untagged(suggestion: TagSuggestion(language: "shellscript", tag: "bash", confidence: 0.98)))
    #expect(try verdict("```\nls\n```", "shellscript", 0.92) == .untagged(suggestion: nil))
    var settings = CodeBlockSettings()
    settings.preferredTags = ["shellscript": "sh"]
    settings.minimumConfidence = 0.5
    #expect(
      try verdict("```\nls\n```", "shellscript", 0.6, settings: settings)
        == .untagged(suggestion: TagSuggestion(language: "shellscript", tag: "sh", confidence: 0.6)))
  }

  @Test func aBlockThatAnothersFenceClosesIsLeftAlone() throws {
    let code = Self.long + "\n```js\nf()\n"
    for opening in ["```", "```js"] {
      #expect(try verdict("\(opening)\n\(code)```", "python", 1) == .leftAlone(.closedByAnother))
      #expect(try verdict("`\(opening)\n\(code)````", "python", 0.99) != .leftAlone(.closedByAnother))
    }
    let judge = CodeBlockJudge(settings: .init(), labels: labels) { _, _ in 0 }
    #expect(judge.suggestion(forUntagged: try block("```\n\(code)```"), prediction("python", 1)) == nil)
    #expect(judge.suggestion(forUntagged: try block("```py\n\(Self.long)```"), prediction("go", 1))?.tag == "go")
  }

  @Test func aTagThatTheModelMayNotAnswerIsNeverCalledWrong() throws {
    let judge = { (labels: [String]) in CodeBlockJudge(settings: .init(), labels: labels) { _, _ in 0 } }
    let block = try block("```powershell\n\(Self.long)```")
    #expect(judge(labels).verdict(block, prediction("go", 0.999)) == .tagged(language: "powershell"))
    let knows = judge(labels + ["powershell"]).verdict(block, prediction("go", 0.999))
    #expect(knows != .tagged(language: "powershell"))
  }

  @Test func theModelsThresholdHoldsToo() throws {
    let threshold = { @Sendable (language: String, characters: Int) in language == "go" && characters >= 50 ? 0.98 : 1 }
    func untagged(_ code: String, _ language: String, _ confidence: Double) throws -> CodeBlockVerdict {
      try verdict("```\n\(code)```", language, confidence, threshold: threshold)
    }
    func tagged(_ language: String) throws -> CodeBlockVerdict {
      try verdict("```js\n\(Self.long)```", language, 0.999, threshold: threshold)
    }
    #expect(try untagged(Self.long, "go", 0.98) != .untagged(suggestion: nil))
    #expect(try untagged(Self.long, "go", 0.979) == .untagged(suggestion: nil))
    #expect(try untagged(Self.long, "python", 1) == .untagged(suggestion: nil))
    #expect(try untagged("x\n", "go", 0.999) == .untagged(suggestion: nil))
    #expect(try tagged("go") != .tagged(language: "javascript"))
    #expect(try tagged("python") == .tagged(language: "javascript"))
    // What the user says takes the place of both.
    var settings = CodeBlockSettings()
    (settings.minimumConfidence, settings.mistakeConfidence) = (0.5, 0.5)
    #expect(
      try verdict("```\nx\n```", "python", 0.5, settings: settings, threshold: threshold)
        != .untagged(suggestion: nil))
    #expect(
      try verdict("```js\n\(Self.long)```", "python", 0.5, settings: settings, threshold: threshold)
        != .tagged(language: "javascript"))
  }

  @Test(arguments: ["\n", "\r\n"]) func aPatchIsNoneOfTheLanguageThatItChanges(_ newline: String) throws {
    let patch = ["a = 1", "+b = some_function(42, 43, 44, 45)", "-c = some_function(42, 43, 44, 45)", "d = 2", ""]
      .joined(separator: newline)
    #expect(try verdict("```\n\(patch)```", "python", 0.999) == .untagged(suggestion: nil))
    #expect(try verdict("```js\n\(patch)```", "python", 0.999) == .tagged(language: "javascript"))
    #expect(try verdict("```\n\(patch)```", "diff", 0.999) != .untagged(suggestion: nil))
    #expect(try verdict("```\n+++ \(Self.long)```", "python", 0.999) != .untagged(suggestion: nil))
  }

  @Test func aLabelOfTheUsersOwnIsItsTag() throws {
    #expect(
      try verdict("```\nls\n```", "foolang", 0.98)
        == .untagged(suggestion: TagSuggestion(language: "foolang", tag: "foolang", confidence: 0.98)))
    // What would not stay one word in an info string is not written.
    #expect(try verdict("```\nls\n```", "foo lang", 0.98) == .untagged(suggestion: nil))
  }

  @Test func aLongBlockOfAnotherLanguageIsMistagged() throws {
    let markdown = "```js\n\(Self.long)```"
    #expect(
      try verdict(markdown, "python", 0.99)
        == .mistagged(tag: "js", suggestion: TagSuggestion(language: "python", tag: "python", confidence: 0.99)))
    #expect(try verdict(markdown, "python", 0.96) == .tagged(language: "javascript"))
    #expect(try verdict(markdown, "javascript", 0.99) == .tagged(language: "javascript"))
  }

  @Test func shortCodeAndLookAlikesAreNotMistagged() throws {
    #expect(try verdict("```js\nx = 1\n```", "python", 0.999) == .tagged(language: "javascript"))
    #expect(try verdict("```js\n\(Self.long)```", "typescript", 0.999) == .tagged(language: "javascript"))
    #expect(try verdict("```bash\n\(Self.long)```", "console", 0.999) == .tagged(language: "shellscript"))
    #expect(try verdict("```c\n\(Self.long)```", "cpp", 0.999) == .tagged(language: "c"))
  }

  @Test(arguments: [
    "rust,ignore", "js {1,3}", "ts title=\"x\"", "{.python}", "{python, echo=FALSE}", "{code-cell} python",
  ])
  func attributesAreNobodysBusiness(infoString: String) throws {
    let verdict = try verdict("```\(infoString)\n\(Self.long)```", "go", 0.999)
    guard case .tagged = verdict else {
      Issue.record("\(infoString): \(verdict)")
      return
    }
  }

  @Test func tagsThatAreNotKnownOrNotGuessedAreLeft() throws {
    for tag in ["mermaid-x", "output", "math", "no-such-language"] {
      #expect(try verdict("```\(tag)\n\(Self.long)```", "go", 0.999) == .leftAlone(.foreignTag))
    }
    // Known to the registry, not to the model.
    #expect(try verdict("```cobol\n\(Self.long)```", "go", 0.999) == .tagged(language: "cobol"))
    #expect(try verdict("```title=\"x\"\n\(Self.long)```", "go", 0.999) == .leftAlone(.attributes))
    #expect(try verdict("```{=html}\n\(Self.long)```", "go", 0.999) != .untagged(suggestion: nil))
  }

  @Test func whatHasNoPlaceForATagIsLeft() throws {
    #expect(try verdict("text\n\n    indented code\n", "go", 0.999) == .leftAlone(.indented))
    #expect(try verdict("```\n \n```", "go", 0.999) == .leftAlone(.empty))
    #expect(try verdict("<!-- parlance-ignore -->\n```\nls\n```", "go", 0.999) == .leftAlone(.ignored))
  }
}
