package import JSON

/// How urgent a message to the user is.
package enum MessageType: Int, JSONReadable, JSONWritable, Sendable, Hashable {
  case error = 1
  case warning = 2
  case info = 3
  case log = 4
  case debug = 5

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    let number = try reader.integer(in: 1...5)
    guard let type = MessageType(rawValue: number) else { throw reader.mismatch("a message type") }
    self = type
  }

  package var json: JSONValue { .integer(rawValue) }
}
