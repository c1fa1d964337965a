internal import Files
internal import ModelStore

/// The runs of a workspace, `.parlance/training/ID/` each.
struct RetrainingRuns {
  let path: String

  /// How many are kept, with their logs, pages and figures.
  static let limit = 3

  /// Removes what a killed run left, and the oldest runs, and makes a directory for the next one. Only under the lock.
  func makeNext() throws(FileError) -> String {
    let runs = Directory.names(in: path).filter { !$0.hasPrefix(".") }
    for run in runs.dropLast(Self.limit - 1) { try Directory.remove("\(path)/\(run)") }
    for run in runs.suffix(Self.limit - 1) { Self.clear("\(path)/\(run)") }
    let id = VersionID.free(at: VersionID.now) { FileKind(path: "\(path)/\($0)") != .missing }
    try Directory.make("\(path)/\(id)")
    return "\(path)/\(id)"
  }

  /// Removes what is large or quotes the workspace at length; the log, the page and the figures stay.
  static func clear(_ run: String) {
    for name in ["checkpoints", "tensorboard"] { try? Directory.remove("\(run)/\(name)") }
    for name in Directory.names(in: run)
    where name.hasSuffix(".jsonl") && name != "log.jsonl" || name == "tokenizer.json" {
      try? SymbolicLink.remove("\(run)/\(name)")
    }
    Leftovers.remove(in: run)
  }
}
