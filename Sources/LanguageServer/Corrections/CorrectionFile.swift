import Files
import JSON

/// The corrections that are kept: JSON lines, the oldest first, that anybody can read, and delete.
///
/// Two servers that write at the same instant don't harm the file, since each replaces it whole; one of the two
/// corrections may be lost.
struct CorrectionFile: Sendable {
  /// How many are kept.
  static let limit = 500
  /// How many bytes they may have together.
  static let byteLimit = 2 << 20

  let path: String

  /// Keeps one. Of two of the same text the newer one stays; where there are too many, the newest stay.
  func add(_ correction: Correction) throws(FileError) {
    let kept = try lines().filter { Self.text(of: $0) != correction.text }
    var bytes: [[UInt8]] = []
    var total = 0
    for line in (kept + [correction.json.serialized()]).suffix(Self.limit).reversed() {
      total += line.count + 1
      if total > Self.byteLimit { break }
      bytes.append(line + [UInt8(ascii: "\n")])
    }
    try AtomicFileWriter.write(Array(bytes.reversed().joined()), to: path)
  }

  /// Removes them all; how many there were.
  func forget() throws(FileError) -> Int {
    let count = try lines().count
    if count > 0 { try AtomicFileWriter.write([], to: path) }
    return count
  }

  /// The lines of the file; none where it is missing. What somebody wrote into it by hand stays there.
  private func lines() throws(FileError) -> [[UInt8]] {
    guard FileKind(path: path) != .missing else { return [] }
    let bytes = try FileReader.read(path, limit: 64 << 20)
    return bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
  }

  private static func text(of line: [UInt8]) -> String? { (try? JSONValue(parsing: line))?["text"]?.stringValue }
}
