import TestSupport
import Testing
import Training

@Suite struct DocumentationTests {
  /// `docs/training.md` has the table that the program would write; to bring it up to date, put this test's in its place.
  @Test func theTableOfKeysIsTheProgramsOwn() throws {
    let page = try readText("\(Repository.root)/docs/training.md")
    let table = ConfigurationKey.markdownTable
    let written = page.split(separator: "\n").drop { $0 != "| key | default | takes | meaning |" }
    for (line, expected) in zip(written, table.split(separator: "\n")) { #expect(line == expected) }
    #expect(page.contains(table), "the whole table:\n\(table)")
  }

  @Test func everyKeyHasASentence() {
    for key in TrainingConfiguration.keys { #expect(key.help.hasSuffix("."), "\(key.name): \(key.help)") }
  }
}
