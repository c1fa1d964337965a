import PyTorchFiles
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Pickles that ask for what is no tensor: each is an error that names it, and nothing is run.
@Suite struct HostilePickleTests {
  @Test(
    arguments: [
      ("system", "posix.system"), ("eval", "__builtin__.eval"), ("getattr", "__builtin__.getattr"),
    ], ["zip.bin", "legacy.bin", "zip4.bin"])
  func callsAreNamedAndNotMade(call: (name: String, global: String), format: String) throws {
    let error = #expect(throws: PyTorchFileError.self) {
      try PyTorchFile(path: fixture("hostile/\(call.name).\(format)"))
    }
    let inPython3 = call.global.replacing("__builtin__", with: "builtins")
    #expect([call.global, inPython3].map { .forbiddenGlobal($0) }.contains(error?.problem))
    #expect(error?.description.contains("nothing of it was run") == true)
    #expect(access("parlance-was-here", F_OK) != 0)
  }

  @Test(
    arguments: [
      ("module", .forbiddenGlobal("torch.nn.modules.linear.Linear")),
      ("number", .notATensor(name: "weight", kind: "a float")),
      ("nested", .notATensor(name: "model", kind: "a dictionary")), ("list", .notAStateDictionary("a list")),
      ("key", .notAStateDictionary("a dictionary with an integer as a key")),
      ("complex", .forbiddenGlobal("torch.ComplexFloatStorage")),
    ] as [(String, PyTorchFileError.Problem)])
  func whatIsNoTensorIsNamed(name: String, problem: PyTorchFileError.Problem) throws {
    let error = #expect(throws: PyTorchFileError.self) { try PyTorchFile(path: fixture("hostile/\(name).zip.bin")) }
    #expect(error?.problem == problem)
  }

  @Test(arguments: ["os.system", "builtins.eval", "posix.system", "torch.load", "torch._utils._import_dotted_name"])
  func everyOtherGlobalIsForbidden(name: String) throws {
    let dot = try #require(name.lastIndex(of: "."))
    let (module, function) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
    let called = Pickle().global(module, function).string("true").op(0x85).op("R").op(".")
    #expect(try problem(opening: called.legacy(keys: [], storages: [])) == .forbiddenGlobal(name))
    let stacked = Pickle().string(module).string(function).op(0x93).op(".")
    #expect(try problem(opening: stacked.legacy(keys: [], storages: [])) == .forbiddenGlobal(name))
    var instance = Pickle().op("(")
    instance.bytes += Array("i\(module)\n\(function)\n.".utf8)
    #expect(try problem(opening: instance.legacy(keys: [], storages: [])) == .forbiddenGlobal(name))
  }

  @Test(
    arguments: [
      (0x81, "NEWOBJ"), (0x92, "NEWOBJ_EX"), (0x6F, "OBJ"), (0x82, "EXT1"), (0x83, "EXT2"), (0x84, "EXT4"),
      (0x50, "PERSID"), (0x30, "POP"), (0x32, "DUP"), (0x42, "BINBYTES"), (0x97, "NEXT_BUFFER"), (0x49, "INT"),
      (0x8F, "EMPTY_SET"), (0x8B, "LONG4"), (0xFF, "255"),
    ] as [(UInt8, String)])
  func otherInstructionsAreNamed(code: UInt8, name: String) throws {
    let found = try problem(opening: Pickle().op(code).op(".").legacy(keys: [], storages: []))
    guard case .unsupportedOpcode(let found, _) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(found.contains(name))
  }

  @Test func manyValuesAreRefused() throws {
    let nulls = [UInt8](repeating: UInt8(ascii: "N"), count: 3 << 20)
    let many = Pickle(bytes: Pickle().bytes + nulls).legacy(keys: [], storages: [])
    #expect(try problem(opening: many) == .tooManyValues(limit: 1 << 21))
  }

  @Test func nestingOverflowsNothing() throws {
    let tuples = [UInt8](repeating: 0x85, count: 1 << 20)
    let deep = Pickle(bytes: Pickle().op(")").bytes + tuples).op(".")
    #expect(try problem(opening: deep.legacy(keys: [], storages: [])) == .notAStateDictionary("a tuple"))
    // A list that holds itself.
    let cycle = Pickle().op("]").op(0x71, 0).op(0x68, 0).op("a").op(".")
    #expect(try problem(opening: cycle.legacy(keys: [], storages: [])) == .notAStateDictionary("a list"))
  }

  @Test func aBillionLaughsStaySmall() throws {
    // Each tuple has the one before twice: 2^60 at the end, if anyone unfolded them.
    var pickle = Pickle().op("}").string("w").op(")").op(0x71, 0)
    for _ in 0..<60 { pickle = pickle.op(0x68, 0).op(0x86).op(0x71, 0) }
    pickle = pickle.op("s").op(".")
    #expect(try problem(opening: pickle.legacy(keys: [], storages: [])) == .notATensor(name: "w", kind: "a tuple"))
  }
}
