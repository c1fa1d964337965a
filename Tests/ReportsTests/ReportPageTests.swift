import Evaluation
import Foundation
import JSON
import Reports
import TestSupport
import Testing
import Training

/// A page with all of its sections.
private func fullPage(
  title: String = "run", language: String = "c", text: String = "int x;", note: String = "a note"
) throws -> String {
  let rows = (0..<40).map { (number: Int) -> EvaluationRow in
    let isFirst = number % 2 == 0
    let predicted: String? = number % 5 == 0 ? "cpp" : isFirst ? language : nil
    return EvaluationRow(
      truth: isFirst ? language : "go", predicted: predicted,
      confidence: Double(number) / 40, characters: 30 * number)
  }
  var page = ReportPage(title: title)
  page.evaluation = EvaluationReport(rows) { _ in text }
  var history = try history(note: note)
  history.take(
    try LogRecord(json: [
      "event": "configuration", "configuration": ["modelName": .string("/home/someone/\(language)"), "seed": 42],
      "data": [["name": .string(language), "role": "train", "sha256": "00", "snippets": 1, "bytes": 2]],
    ]))
  page.history = history
  page.configuration = history.configuration
  return String(decoding: page.rendered(), as: UTF8.self)
}

private func history(note: String = "a note", steps: Int = 30) throws -> RunHistory {
  var history = RunHistory()
  history.take(.note(note))
  history.take(
    try LogRecord(json: [
      "event": "started", "step": 0, "totalSteps": 1000, "parameters": 5, "trainSnippets": 6, "validationSnippets": 7,
      "labels": 8,
    ]))
  for step in 1...steps { history.take(try progress(step, loss: step == 3 ? nil : 5 / Double(step))) }
  history.take(
    try LogRecord(json: [
      "event": "evaluated", "step": .integer(steps), "loss": 1.25, "accuracy": 0.755, "macroF1": 0.7, "isBest": true,
    ]))
  return history
}

private func progress(_ step: Int, loss: Double?, others: Double = 0.5) throws -> LogRecord {
  let other = JSONValue.number(others)
  return try LogRecord(json: [
    "event": "progress", "step": .integer(step), "totalSteps": 1000, "epoch": 0,
    "loss": loss.map { .number($0) } ?? .null, "accuracy": other, "learningRate": other, "gradientNorm": other,
    "tokensPerSecond": .number(others == 0.5 ? 1234 : others), "seconds": other,
  ])
}

@Suite struct ReportPageTests {
  @Test(arguments: [
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style><b>", "\" onmouseover=\"x", "' x='y",
    "</pre><!--", "&lt;b&gt;", "]]><svg onload=x>",
  ])
  func whatComesFromFilesIsTextEverywhere(hostile: String) throws {
    let page = try fullPage(title: hostile, language: hostile, text: hostile, note: hostile)
    let plain = try fullPage()
    for tag in ["<script", "<img", "</style", "<b>", "<!--", "<svg", "</pre>"] {
      #expect(count(tag, in: page) == count(tag, in: plain), "\(tag)")
    }
    #expect(attributes(of: page) == attributes(of: plain))
    #expect(isBalanced(page))
  }

  @Test func escapesAreExactlyWhatHTMLNeeds() throws {
    let page = try fullPage(text: "a<b>&\"'\u{0}\u{1B}[31m\u{202E}\r\n\tc")
    #expect(page.contains("<code>a&lt;b&gt;&amp;&quot;&#39;\u{FFFD}\u{FFFD}[31m\u{FFFD}\n\tc</code>"))
  }

  @Test func nothingIsLoadedFromAnywhere() throws {
    let page = try fullPage()
    for word in ["http:", "https:", "//", "src=", "href=", "@import", "url(", "style=", "<link", "<iframe"] {
      let allowed = word == "url(" ? count("url(#hatch)", in: page) : 0
      #expect(count(word, in: page) == allowed, "\(word)")
    }
    #expect(page.contains("default-src &#39;none&#39;"))
  }

  @Test(arguments: ["script", "style"]) func thePolicyAllowsWhatStandsInThePage(element: String) throws {
    let page = try fullPage()
    let start = try #require(page.range(of: "<\(element)>")).upperBound
    let end = try #require(page.range(of: "</\(element)>")).lowerBound
    var digest = SHA256()
    let text = Array(page[start..<end].utf8)
    text.withUnsafeBytes { digest.update($0) }
    let hexadecimal = Array(digest.finish())
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(hexadecimal[$0...$0 + 1]), radix: 16) }
    #expect(page.contains("\(element)-src &#39;sha256-\(Data(bytes).base64EncodedString())&#39;"))
  }

  @Test func pathsAreShortenedToNames() throws {
    let page = try fullPage(note: "/home/someone/data/train.jsonl: 3 snippets were left out")
    #expect(!page.contains("someone"))
    #expect(page.contains("train.jsonl: 3 snippets were left out"))
  }

  @Test func theFiguresAreInIt() throws {
    let page = try fullPage()
    for words in [
      "75.50 %", "1.2500", "<dd>30 of 1,000</dd>", "1,234", "Expected calibration error", "seed", "1,000 and more",
      "taken for cpp", "(no answer)", #"scope="row""#, "<caption>", "Still going on, or interrupted",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(isBalanced(page))
  }

  @Test func everyDrawingHasATitleAndEachIdOnce() throws {
    let page = try fullPage()
    #expect(count(#"role="img""#, in: page) == 5)
    let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count)
    for reference in page.components(separatedBy: "labelledby=\"").dropFirst() {
      for id in reference.prefix(while: { $0 != "\"" }).split(separator: " ") { #expect(ids.contains(id), "\(id)") }
    }
  }

  @Test func aRunThatHasNotBegunHasAPage() throws {
    var page = ReportPage(title: "new")
    page.history = RunHistory()
    let text = String(decoding: page.rendered(), as: UTF8.self)
    #expect(text.contains("has not begun"))
    #expect(isBalanced(text))
  }

  @Test(arguments: [0.0, 1e-300, -5, 1e308, -1e308]) func anyFiniteNumberCanBeDrawn(value: Double) throws {
    var page = ReportPage(title: "numbers")
    var history = try history(steps: 2)
    for step in [3, 1 << 40] { history.take(try progress(step, loss: value, others: value)) }
    page.history = history
    let text = String(decoding: page.rendered(), as: UTF8.self)
    #expect(!text.contains("nan") && !text.contains("inf"))
    #expect(isBalanced(text))
  }

  @Test func noStepIsNamedTwiceInAShortRun() throws {
    var page = ReportPage(title: "short")
    page.history = try history(steps: 2)
    let text = String(decoding: page.rendered(), as: UTF8.self)
    let charts = count(">step</text>", in: text)
    #expect(charts == 4)
    for step in 0...2 { #expect(count("text-anchor=\"middle\">\(step)</text>", in: text) == charts, "\(step)") }
  }

  @Test func aLongRunIsThinnedOut() throws {
    var page = ReportPage(title: "long")
    page.history = try history(steps: 20_000)
    #expect(page.rendered().count < 120_000)
  }

  @Test func aMatrixOfManyLanguagesShowsTheMostConfused() throws {
    let rows = (0..<187).flatMap { number in
      (0..<3).map { _ in
        EvaluationRow(
          truth: "language\(number)", predicted: "language\(number / 2)", confidence: 0.5, characters: 10)
      }
    }
    var page = ReportPage(title: "many")
    page.evaluation = EvaluationReport(rows)
    let text = String(decoding: page.rendered(), as: UTF8.self)
    #expect(text.contains("The 20 most confused of 187 languages."))
    #expect(text.contains("All confusions (186)"))
  }
}

private func count(_ word: String, in text: String) -> Int { text.components(separatedBy: word).count - 1 }

/// The names of all attributes in the order of the page.
private func attributes(of page: String) -> [String] {
  tags(page).flatMap { tag in
    // Outside of quotes every other piece stands.
    tag.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 0 }.flatMap {
      $0.element.split(separator: " ").filter { $0.hasSuffix("=") }.map(String.init)
    }
  }
}

/// What stands between `<` and `>`, the contents of the style and the script left out.
private func tags(_ page: String) -> [String] {
  var tags: [String] = []
  for piece in page.utf8.split(separator: UInt8(ascii: "<")).dropFirst() {
    let tag = String(decoding: piece.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
    let isInScript = ["script", "style"].contains(tags.last) && !["/script", "/style"].contains(tag)
    if !isInScript { tags.append(tag) }
  }
  return tags
}

/// Whether each element that is opened is closed, in order.
private func isBalanced(_ page: String) -> Bool {
  var open: [Substring] = []
  for tag in tags(page) where !tag.hasPrefix("!") && !tag.hasPrefix("meta") && !tag.hasSuffix("/") {
    let name = tag.prefix { $0 != " " && $0 != "\n" }
    if !name.hasPrefix("/") {
      open.append(name)
    } else if open.popLast() != name.dropFirst() {
      return false
    }
  }
  return open.isEmpty
}
