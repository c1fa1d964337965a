import ArgumentParser
import Corpus
import Files
import Tokenization

/// Trains a tokenizer as the default model's was trained.
struct TrainTokenizer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-tokenizer", abstract: "Trains a byte-level BPE tokenizer on the texts of a JSON lines file.")

  @Option(help: "A file with one {\"text\"} object a line.")
  var data: String

  @Option(help: "Where to write tokenizer.json.")
  var output: String

  @Option(help: "How many tokens, special ones and bytes included.")
  var vocabularySize = 24_576

  @Option(help: "How many bytes of each text to take, so that a few long ones do not decide; 0 for all.")
  var cut = 2_000

  @Option(help: "How often a pair must occur to become a token.")
  var minimumFrequency = 2

  @Option(help: "Tokens are shorter than this, in bytes.")
  var maximumTokenLength: Int?

  @Option(help: "How texts are cut into words: gpt2, cl100k, qwen2 or o200k.")
  var pattern = "cl100k"

  func run() throws {
    guard let pattern = PreTokenizerPattern(rawValue: pattern) else { throw ValidationError("no pattern \(pattern)") }
    var texts: [[UInt8]] = []
    try JSONLinesReader(path: data).forEach { _, result in
      guard case .success(let snippet) = result else { return }
      texts.append(cut > 0 ? Array(snippet.text.utf8.prefix(cut)) : Array(snippet.text.utf8))
    }
    let clock = ContinuousClock()
    let start = clock.now
    let trainer = BytePairTrainer(
      vocabularySize: vocabularySize, minimumFrequency: minimumFrequency, preTokenizer: pattern,
      maximumTokenLength: maximumTokenLength)
    let tokenizer = try trainer.train(texts)
    try AtomicFileWriter.write(tokenizer.tokenizerJSON(), to: output)
    let bytes = texts.reduce(0) { $0 + $1.count }
    print("\(tokenizer.vocabularySize) tokens from \(texts.count) texts of \(bytes) bytes in \(clock.now - start)")
  }
}
