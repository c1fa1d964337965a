import JSON
import LanguageServer
import TestSupport
import Testing

/// `docs/settings.md` is held against the program: every setting has its row, and every row a setting.
@Suite("docs/settings.md")
struct SettingsPageTests {
  private struct Row {
    let key: String
    let type: String
    let standard: String
    let meaning: String

    /// Reads `| `key` | type | `default` | what it does |`; nil for any other line.
    init?(_ line: Substring) {
      let cells = line.replacing("\\|", with: "\u{1}").split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.replacing("\u{1}", with: "|").trimmed }
      guard cells.count == 6, cells[1].hasPrefix("`") else { return nil }
      key = cells[1].filter { $0 != "`" }
      type = cells[2]
      standard = cells[3]
      meaning = cells[4]
    }
  }

  private let rows: [Row]

  init() throws {
    rows = try readText("\(Repository.root)/docs/settings.md").split(separator: "\n").compactMap { Row($0) }
  }

  @Test func everySettingHasItsRow() {
    #expect(rows.map(\.key).sorted() == SettingKey.all.map(\.name).sorted())
  }

  @Test func typesAreWhatTheProgramExpects() {
    for row in rows {
      let expected = SettingKey.all.first { $0.name == row.key }?.expected
      #expect(row.type.filter { $0 != "`" } == expected, "\(row.key)")
    }
  }

  @Test func defaultsAreTheProgramsOwn() throws {
    for row in rows {
      let value = try JSONValue(parsing: row.standard.filter { $0 != "`" })
      // One that nobody sets is left to what it is about.
      if value.isNull { continue }
      var settings = ServerSettings()
      let isTaken = SettingKey.all.first { $0.name == row.key }?.apply(&settings, value)
      #expect(isTaken == true, "\(row.key): \(row.standard)")
      #expect(settings == ServerSettings(), "\(row.key) is not \(row.standard) by default")
    }
  }

  @Test func everyRowSaysWhatItIsFor() {
    for row in rows { #expect(row.meaning.count > 10 && row.meaning.hasSuffix("."), "\(row.key): \(row.meaning)") }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
