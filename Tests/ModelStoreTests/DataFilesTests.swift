import ModelStore
import TestSupport
import Testing

@Suite struct DataFilesTests {
  @Test func anInstalledProgramLooksBesideItself() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("x", to: "share/parlance/default.json")
    let files = DataFiles(executable: directory.file("bin/parlance"))
    #expect(try files.locate("default.json") == file)
  }

  @Test func aProgramInTheBuildFolderLooksInThePackage() throws {
    let directory = try TemporaryDirectory()
    try directory.write("", to: "Package.swift")
    let file = try directory.write("x", to: "share/parlance/default.json")
    let files = DataFiles(executable: directory.file(".build/x86_64/release/parlance"))
    #expect(try files.locate("default.json") == file)
    #expect(files.directories.count == 2)
  }

  @Test func aMissingFileIsAnErrorThatNamesThePlaces() throws {
    let files = DataFiles(executable: "/opt/parlance/bin/parlance")
    let error = #expect(throws: DataFileNotFound.self) { try files.locate("x.json") }
    #expect(error?.places == ["/opt/parlance/share/parlance/x.json"])
    #expect(error?.description.contains("/opt/parlance/share/parlance/x.json") == true)
    #expect(throws: DataFileNotFound.self) { try DataFiles(executable: nil).locate("x.json") }
  }

  @Test(arguments: ["/", "/parlance", ""]) func oddExecutablesHaveAtMostOnePlace(path: String) {
    #expect(DataFiles(executable: path).directories.count <= 1)
  }

  @Test func thisProgramFindsThePackage() throws {
    #expect(DataFiles.ofThisProgram.directories.contains("\(Repository.root)/share/parlance"))
    #expect(Executable.path?.hasPrefix("/") == true)
  }
}
