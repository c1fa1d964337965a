import ArgumentParser
import Corpus
import Files
import JSON
import Tokenization

/// Measures the tokenizer, or prints what it makes of a file for comparison.
struct TokenizerBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenizer", abstract: "Measures the tokenizer on the texts of a JSON lines file.")

  @Option(help: "A tokenizer.json.")
  var tokenizer: String

  @Option(help: "A file with one {\"text\"} object a line.")
  var data: String

  @Option(help: "How often to encode the file; the fastest run counts.")
  var repetitions = 5

  @Flag(help: "Print ids and offsets of each text, one JSON object a line, instead of measuring.")
  var ids = false

  func run() throws {
    let file = try FileReader.read(tokenizer)
    let clock = ContinuousClock()
    let start = clock.now
    let tokenizer = try Tokenizer(tokenizerJSON: file)
    let loading = clock.now - start
    let texts = try readTexts()
    if ids {
      printEncodings(tokenizer, texts)
    } else {
      measure(tokenizer, texts, loading: loading)
    }
  }

  private func readTexts() throws -> [[UInt8]] {
    var texts: [[UInt8]] = []
    try JSONLinesReader(path: data).forEach { _, result in
      if case .success(let snippet) = result { texts.append(Array(snippet.text.utf8)) }
    }
    return texts
  }

  private func printEncodings(_ tokenizer: Tokenizer, _ texts: [[UInt8]]) {
    for text in texts {
      let encoding = tokenizer.encode(text)
      let offsets = encoding.offsets.map { JSONValue.array([.integer($0.lowerBound), .integer($0.upperBound)]) }
      let line: JSONValue = [
        "ids": .array(encoding.ids.map { .integer(Int($0)) }), "offsets": .array(offsets),
      ]
      print(line.serializedString())
    }
  }

  private func measure(_ tokenizer: Tokenizer, _ texts: [[UInt8]], loading: Duration) {
    let clock = ContinuousClock()
    let bytes = texts.reduce(0) { $0 + $1.count }
    var ids: [Int32] = []
    var tokens = 0
    var fastest = Duration.seconds(1_000_000)
    for _ in 0..<max(1, repetitions) {
      tokens = 0
      let start = clock.now
      for text in texts {
        ids.removeAll(keepingCapacity: true)
        text.withUnsafeBufferPointer {
          tokenizer.encode($0, maxLength: nil, addSpecialTokens: true, into: &ids)
        }
        tokens += ids.count
      }
      fastest = min(fastest, clock.now - start)
    }
    let speed = Double(bytes) / 1e6 / (fastest / .seconds(1))
    let result: JSONValue = [
      "texts": .integer(texts.count), "bytes": .integer(bytes), "tokens": .integer(tokens),
      "bytesPerToken": .number(Double(bytes) / Double(max(1, tokens))), "megabytesPerSecond": .number(speed),
      "loadMilliseconds": .number(loading / .milliseconds(1)),
    ]
    print(result.serializedString())
  }
}
