package import JSON

/// Which files the server wants to be told of.
package struct DidChangeWatchedFilesRegistrationOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Which ones.
  package var watchers: [FileSystemWatcher]

  package init(watchers: [FileSystemWatcher]) {
    self.watchers = watchers
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    watchers = try reader.read("watchers")
  }

  package var json: JSONValue {
    .members(["watchers": watchers.json])
  }
}
