import JSON
import Languages
import TestSupport
import Testing

/// The Swift table says what the data file says; where this fails, run `Scripts/generate-languages`.
@Suite struct LanguageTableTests {
  private static func entries() throws -> [JSONDecodingReader] {
    let bytes = try readFile("\(Repository.root)/Sources/Languages/languages.json")
    return try JSONDecodingReader(try JSONValue(parsing: bytes), path: "languages.json").array()
  }

  @Test func equalsTheDataFile() throws {
    let entries = try Self.entries()
    #expect(entries.count == Languages.all.count)
    for (entry, language) in zip(entries, Languages.all) {
      #expect(try entry.string("id") == language.id)
      #expect(try entry.string("name") == language.name)
      #expect(try entry.string("preferredTag") == language.preferredTag)
      #expect(try entry.strings("aliases") == language.aliases)
      #expect(try entry.strings("extensions") == language.extensions)
      #expect(try entry.strings("filenames") == language.filenames)
      #expect(try entry.strings("interpreters") == language.interpreters)
      #expect(try entry.strings("primaryFor") == language.primaryFor)
      #expect(try entry.strings("lookAlikes") == language.lookAlikes)
      #expect(try entry.object().count == 10)
    }
  }

  @Test func isSortedAndHasEachIDOnce() {
    let ids = Languages.all.map(\.id)
    #expect(ids == Set(ids).sorted())
    #expect(ids.count == 187)
  }

  @Test(arguments: Languages.all) func isConsistent(language: Language) {
    #expect(Languages[language.id] == language)
    #expect(Languages.byAlias(language.id) == language)
    #expect(Languages.byAlias(language.preferredTag) == language)
    #expect(language.aliases.contains(language.preferredTag))
    for other in language.lookAlikes {
      #expect(Languages[other]?.lookAlikes.contains(language.id) == true, "\(other)")
    }
    for ext in language.extensions { #expect(Languages.byExtension(ext).contains(language), "\(ext)") }
    for name in language.filenames { #expect(Languages.byFilename(name).contains(language), "\(name)") }
    for name in language.interpreters { #expect(Languages.byInterpreter(name).contains(language), "\(name)") }
    for name in language.primaryFor {
      let first = [Languages.byExtension(name), Languages.byFilename(name), Languages.byInterpreter(name)].map(\.first)
      #expect(first.contains(language), "\(name)")
    }
  }
}
