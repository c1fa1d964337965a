import Foundation
import JSON
import TestSupport
import Testing

/// Folders with what is no plain file, read through lists and arguments: each is told, and the rest goes on.
@Suite struct DetectOddFilesTests {
  private let directory: TemporaryDirectory
  private let file: String

  init() throws {
    directory = try TemporaryDirectory()
    file = try directory.write("x", to: "a")
  }

  /// The answer about "x", which needs no file to be known.
  private func answer(_ name: String) async throws -> String {
    let alone = try await Program.run(["detect", "-"], input: "x").output
    return name + alone.dropFirst()
  }

  private func list(_ names: [String]) async throws -> Program.Result {
    try await Program.run(["detect", "--null"], input: names.map { $0 + "\0" }.joined())
  }

  @Test func whatIsNoFileIsToldAndNotOpened() async throws {
    let (fifo, socket) = (directory.file("fifo"), directory.file("socket"))
    let (dangling, loop) = (directory.file("dangling"), directory.file("loop"))
    try #require(mkfifo(fifo, 0o600) == 0)
    try #require(makeSocket(socket))
    try #require(symlink("nowhere", dangling) == 0 && symlink("loop", loop) == 0)
    let names = [fifo, socket, dangling, loop, directory.path, "/dev/zero", file]
    for result in [try await list(names), try await Program.run(["detect"] + names)] {
      #expect(result.output == (try await answer(file)))
      #expect(
        result.errors.split(separator: "\n").map(String.init) == [
          "parlance: \(fifo): is a FIFO, which is read only where it is the only file",
          "parlance: \(socket): is a socket",
          "parlance: \(dangling): No such file or directory",
          "parlance: \(loop): Too many levels of symbolic links",
          "parlance: \(directory.path): is a directory",
          "parlance: /dev/zero: is a device, which is read only where it is the only file",
        ])
      #expect(result.status == 1)
    }
  }

  @Test func aFIFOAloneIsWaitedFor() async throws {
    let fifo = directory.file("fifo")
    try #require(mkfifo(fifo, 0o600) == 0)
    async let writer: Void = blocking { try writeFile(Array("x".utf8), to: fifo) }
    let result = try await Program.run(["detect", fifo])
    try await writer
    #expect(result.output == (try await answer(fifo)))
    #expect(result.status == 0)
  }

  /// A shell's `<(command)` names a pipe that is open already.
  @Test func descriptorsAreRead() async throws {
    let input = try await Program.run(["detect", file, "/dev/stdin"], input: "x")
    #expect(input.output == (try await answer(file)) + (try await answer("/dev/stdin")))
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything")) func whatMayNotBeReadIsTold() async throws {
    let secret = try directory.write("x", to: "secret")
    try #require(chmod(secret, 0) == 0)
    let result = try await list([secret, file])
    #expect(result.output == (try await answer(file)))
    #expect(result.errors == "parlance: \(secret): Permission denied\n")
  }

  #if os(Linux)
    @Test func whatFailsWhileItIsReadIsTold() async throws {
      let result = try await list(["/proc/self/mem", file])
      #expect(result.output == (try await answer(file)))
      #expect(result.errors == "parlance: /proc/self/mem: Input/output error\n")
      #expect(result.status == 1)
    }

    /// No `String` has such a name, so a shell makes it and passes it on.
    @Test(arguments: [#""$0" detect *"#, #"printf '%s\0' * | "$0" detect --null"#])
    func aNameThatIsNoUTF8IsRead(command: String) async throws {
      let script = #"cd "$1" && printf x >"$(printf 'caf\351')" && "# + command
      let (status, output) = try shell(script, [Program.path, directory.path])
      #expect(status == 0)
      #expect(output.split(separator: UInt8(ascii: "\n")).count == 2)
      #expect(output.firstRange(of: Array("caf".utf8) + [0xE9] + Array(": css".utf8)) != nil)
    }
  #endif

  @Test func oneLineAFileWhateverItsName() async throws {
    let odd = try directory.write("x", to: "b\nc")
    let result = try await list([file, odd])
    #expect(result.output == (try await answer(file)) + (try await answer(directory.file("b\\nc"))))
    let missing = try await list([directory.file("d\ne")])
    #expect(missing.errors == "parlance: \(directory.file("d\\ne")): No such file or directory\n")
  }

  /// In a list `-` is a file like any other: standard input has the names.
  @Test func aListMayNameAFileThatIsCalledDash() async throws {
    _ = try directory.write("x", to: "-")
    let result = try await Program.run(["detect", "--null"], input: "-\0a\0", in: directory.path)
    #expect(result.output == (try await answer("-")) + (try await answer("a")))
  }

  @Test func hugeFilesAmongSmallOnesStayInTheirPlaces() async throws {
    let huge = directory.file("huge")
    try writeFile(Array("int main(void) { return 0; }\n".utf8), to: huge)
    try #require(truncate(huge, 100 << 30) == 0)  // sparse: nothing of it is on the disk
    let names = (0..<200).map { $0 % 40 == 7 ? huge : file }
    let lines = try await list(names).lines
    #expect(lines.map { $0.hasPrefix("\(huge): ") } == names.map { $0 == huge })
    #expect(lines.count == names.count)
  }

  private func makeSocket(_ path: String) -> Bool {
    let script = "import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])"
    return (try? shell(#"exec python3 -c "$0" "$1""#, [script, path]).status) == 0
  }

  private func shell(_ script: String, _ arguments: [String]) throws -> (status: Int32, output: [UInt8]) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["PARLANCE_MODEL": Program.model]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return (process.terminationStatus, bytes)
  }
}
