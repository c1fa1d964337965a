package import JSON

/// Files that are watched.
package struct FileSystemWatcher: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Which ones: a pattern, or one that is relative to a folder.
  package var globPattern: JSONValue
  /// What of them; all where absent.
  package var kind: WatchKind?

  package init(globPattern: JSONValue, kind: WatchKind? = nil) {
    self.globPattern = globPattern
    self.kind = kind
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    globPattern = try reader.read("globPattern")
    kind = try reader.readOptional("kind")
  }

  package var json: JSONValue {
    .members(["globPattern": globPattern.json, "kind": kind?.json])
  }
}
