import Corpus
import Foundation
import TestSupport
import Testing

@Suite struct WorkspaceSurveyTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func make(_ files: String...) throws {
    for file in files {
      let folder = (directory.file(file) as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try directory.write("", to: file)
    }
  }

  private func languages(_ survey: WorkspaceSurvey = .init()) -> [String: Int] {
    survey.languages(in: [directory.path])
  }

  @Test func countsByNameAndExtension() throws {
    try make("a.py", "lib/b.py", "CMakeLists.txt", "lib/c.rb", "shared.h", "README", "picture.png")
    let counts = languages()
    #expect(counts["python"] == 2)
    #expect(counts["ruby"] == 1)
    #expect(counts["cmake"] == 1)
    // Several languages share `.h`.
    #expect(counts["c"] == nil && counts["cpp"] == nil)
  }

  @Test func obeysIgnoreFilesAndLeavesVendoredFolders() throws {
    try make("a.py", "build/b.rb", "node_modules/x/c.js")
    try directory.write("build/\n", to: ".gitignore")
    try make(".git/HEAD")
    #expect(languages() == ["python": 1])
  }

  @Test func followsNoLinks() throws {
    let outside = try TemporaryDirectory()
    try outside.write("", to: "b.rb")
    try make("a.py")
    try FileManager.default.createSymbolicLink(atPath: directory.file("out"), withDestinationPath: outside.path)
    try FileManager.default.createSymbolicLink(atPath: directory.file("self"), withDestinationPath: directory.path)
    #expect(languages() == ["python": 1])
  }

  @Test func whatIsNoFolderHasNone() throws {
    try make("a.py")
    let folders = [directory.file("none"), directory.file("a.py"), "", directory.path]
    #expect(WorkspaceSurvey().languages(in: folders) == ["python": 1])
  }

  @Test func stopsAtItsBounds() throws {
    for number in 0..<300 { try make("f\(number).py") }
    var survey = WorkspaceSurvey()
    survey.maximumFiles = 10
    #expect(languages(survey)["python"] == 10)
    survey = WorkspaceSurvey()
    survey.maximumEntries = 20
    #expect(languages(survey)["python"] == 20)
    survey = WorkspaceSurvey()
    survey.patience = .zero
    #expect(languages(survey)["python", default: 0] < 64)
  }
}
