/// One input that is to be answered.
enum InputName: Sendable {
  case standardInput
  case file(FileName)
  /// What stood in a list and is longer than any name.
  case tooLong

  /// What the answer calls it.
  var shown: FileName {
    switch self {
    case .standardInput: FileName("-")
    case .file(let name): name
    case .tooLong: FileName("")
    }
  }
}

/// The names of the files to answer, a piece at a time: the command's arguments, then those on standard input.
struct NameSource {
  /// How many there are; nil: nobody knows yet.
  let total: Int?
  /// The longest, in characters; nil: nobody knows yet.
  let width: Int?
  private var rest: ArraySlice<InputName>
  private let pieceFiles: Int
  private var stream: LineStream?

  /// The arguments, of which `-` is standard input as a text; with `readsStandardInput` the names that stand there,
  /// each ended by a zero.
  init(arguments: [String], readsStandardInput: Bool, threads: Int) {
    rest = FileName.arguments(arguments).map { $0.bytes == Array("-".utf8) ? .standardInput : .file($0) }[...]
    total = readsStandardInput ? nil : arguments.count
    width = readsStandardInput ? nil : arguments.map(\.count).max()
    // A few files are spread over the threads rather than computed together.
    pieceFiles = readsStandardInput ? Self.mostFiles : max(1, min(Self.mostFiles, arguments.count / (4 * threads)))
    stream = readsStandardInput ? LineStream(descriptor: 0, name: "standard input", separator: 0) : nil
  }

  /// How many files are read and classified together, at most.
  private static let mostFiles = 32

  private static func input(_ line: InputLine) -> InputName {
    line.bytes.map { .file(FileName(bytes: $0)) } ?? .tooLong
  }

  /// The next names; nil at the end.
  mutating func next() throws(InputError) -> [InputName]? {
    if !rest.isEmpty {
      defer { rest = rest.dropFirst(pieceFiles) }
      return Array(rest.prefix(pieceFiles))
    }
    let names = try stream?.nextBatch(maximum: pieceFiles) ?? []
    return names.isEmpty ? nil : names.map(Self.input)
  }
}
