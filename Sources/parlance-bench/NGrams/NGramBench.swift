import ArgumentParser
import Corpus
import JSON
import NGrams

/// Measures the n-gram part of an answer, and a step of learning it, on one core.
struct NGramBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ngrams", abstract: "Measures the classifier on n-grams on the texts of a JSON lines file.",
    discussion: """
      Features are the most frequent ones of the texts, a text a group; the rows are random and the classes the labels of the
      file. What is printed is an object with microseconds: of the answer to pieces of so many bytes, cut from all texts end
      to end, each another piece than the one before, and of a step of learning, on the texts as they are.
      """)

  @Option(help: "A file with one {\"text\", \"language\"} object a line.")
  var data: String

  @Option(help: "How many features the model has.")
  var features = 65_536

  @Option(help: "How many dimensions the model has.")
  var dimensions = 64

  @Option(help: "How many bytes the pieces have.")
  var bytes = [512, 4096]

  @Option(help: "How many pieces are answered, or texts learnt.")
  var count = 2000

  func run() throws {
    let snippets = try JSONLinesReader(path: data).readAll().snippets
    let texts = snippets.map { Array($0.text.utf8) }
    let labels = Set(snippets.compactMap(\.language)).sorted()
    let clock = ContinuousClock()
    let start = clock.now
    let keys = frequentKeys(texts)
    let counted = clock.now
    var learner = try NGramLearner(
      keys: keys, dimensions: dimensions, classCount: max(1, labels.count), seed: 1)
    let model = try learner.quantized()
    let answers = bytes.filter { $0 > 0 }.map { size in
      JSONValue.object([
        "bytes": .integer(size),
        "microseconds": .number(microseconds(model, pieces(of: texts, bytes: size))),
      ])
    }
    let targets = snippets.map { snippet in
      snippet.language.flatMap(labels.firstIndex(of:)).map(NGramTarget.label) ?? .noneOfThese
    }
    let step = microsecondsAStep(&learner, texts, targets)
    let result: JSONValue = [
      "features": .integer(model.featureCount), "dimensions": .integer(model.dimensions),
      "classes": .integer(model.classCount), "answers": .array(answers), "microsecondsAStep": .number(step),
      "microsecondsACountedText": .number((counted - start) / .microseconds(1) / Double(max(1, texts.count))),
    ]
    print(result.serializedString())
  }

  private func frequentKeys(_ texts: [[UInt8]]) -> [UInt32] {
    var counter = NGramFeatureCounter()
    for (group, text) in texts.enumerated() { counter.add(text, group: group) }
    return counter.mostFrequent(features)
  }

  /// Pieces of the texts end to end.
  private func pieces(of texts: [[UInt8]], bytes: Int) -> [[UInt8]] {
    let all = texts.joined(separator: [UInt8(ascii: "\n")]).prefix(bytes * count)
    let whole = Array(all)
    return stride(from: 0, to: max(0, whole.count - bytes + 1), by: bytes).map { Array(whole[$0..<$0 + bytes]) }
  }

  /// Of one answer, in the fastest of several runs over all pieces.
  private func microseconds(_ model: NGramClassifier, _ pieces: [[UInt8]]) -> Double {
    let workspace = NGramWorkspace()
    var logits = [Float](repeating: 0, count: model.classCount)
    let seconds = KernelTime.fastest {
      for piece in pieces {
        _ = piece.withUnsafeBufferPointer { piece in
          logits.withUnsafeMutableBufferPointer { model.addLogits(of: piece, to: $0, workspace: workspace) }
        }
      }
    }
    return 1e6 * seconds / Double(max(1, pieces.count))
  }

  private func microsecondsAStep(
    _ learner: inout NGramLearner, _ texts: [[UInt8]], _ targets: [NGramTarget]
  ) -> Double {
    let clock = ContinuousClock()
    let scratch = NGramLearner.Scratch()
    let steps = min(count, texts.count)
    let start = clock.now
    for step in 0..<steps {
      // Neighbouring lines are alike; a stride that is prime to nearly all counts takes them from everywhere.
      let place = step * 7919 % texts.count
      learner.learn(texts[place], target: targets[place], learningRate: 0.1, scratch: scratch)
    }
    return (clock.now - start) / .microseconds(1) / Double(max(1, steps))
  }
}
