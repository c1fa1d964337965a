package import JSON

/// What `$/progress` tells of work that is being done.
package enum WorkDoneProgress: JSONReadable, JSONWritable, Sendable, Hashable {
  case begin(WorkDoneProgressBegin)
  case report(WorkDoneProgressReport)
  case end(WorkDoneProgressEnd)

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    let kind = try reader.field("kind")
    switch try kind.string() {
    case "begin": self = .begin(try WorkDoneProgressBegin(reader))
    case "report": self = .report(try WorkDoneProgressReport(reader))
    case "end": self = .end(try WorkDoneProgressEnd(reader))
    default: throw kind.error("is none of begin, report and end")
    }
  }

  package var json: JSONValue {
    switch self {
    case .begin(let value): .tagged("begin", value.json)
    case .report(let value): .tagged("report", value.json)
    case .end(let value): .tagged("end", value.json)
    }
  }
}
