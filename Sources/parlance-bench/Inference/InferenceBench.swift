import ArgumentParser
import Classification
import Corpus
import JSON
import Roberta
import Tensors

/// Measures text to prediction: one text at a time on one core, or all of them at once over threads.
struct InferenceBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inference", abstract: "Measures text to prediction on the texts of a JSON lines file.",
    discussion: """
      The last line is an object with "seconds", the time of each answer; the line before it sums them up. With
      --threads the texts are answered together, and the line has the snippets a second.
      """)

  @Option(help: "A model's directory.")
  var model: String

  @Option(help: "A file with one {\"text\"} object a line.")
  var data: String

  @Option(help: "How often each text is answered, after once to warm up.")
  var rounds = 3

  @Option(help: "Cut the texts to so many bytes.")
  var bytes: Int?

  @Option(help: "What the products are in: fp32, bf16 or int8; without it what the model's calibration allows.")
  var precision: InferencePrecision?

  @Option(help: "Answer all texts together, by so many threads.")
  var threads: Int?

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let classifier = try Classifier(modelDirectory: model, precision: precision)
    let loading = clock.now - start
    let texts = try readTexts()
    if let threads {
      together(classifier, texts, ThreadPool(threads: threads))
    } else {
      oneByOne(classifier, texts, loading)
    }
  }

  private func readTexts() throws -> [[UInt8]] {
    let snippets = try JSONLinesReader(path: data).readAll().snippets
    return snippets.map { Array($0.text.utf8.prefix(bytes ?? .max)) }
  }

  private func oneByOne(_ classifier: Classifier, _ texts: [[UInt8]], _ loading: Duration) {
    let clock = ContinuousClock()
    var seconds: [Double] = []
    for text in texts { _ = classifier.predict(text) }
    for _ in 0..<rounds {
      for text in texts {
        let start = clock.now
        _ = classifier.predict(text)
        seconds.append((clock.now - start) / .seconds(1))
      }
    }
    let sorted = seconds.sorted()
    let summary: JSONValue = [
      "answers": .integer(sorted.count), "medianMilliseconds": .number(1e3 * sorted[sorted.count / 2]),
      "p90Milliseconds": .number(1e3 * sorted[sorted.count * 9 / 10]),
      "loadMilliseconds": .number(loading / .milliseconds(1)), "precision": .string(classifier.precision.rawValue),
      "processor": .string(CPUFeatures.description),
    ]
    print(summary.serializedString())
    print(JSONValue.object(["seconds": .array(seconds.map { .number($0) })]).serializedString())
  }

  private func together(_ classifier: Classifier, _ texts: [[UInt8]], _ pool: ThreadPool) {
    let clock = ContinuousClock()
    var seconds: [Double] = []
    for _ in 0...rounds {
      let start = clock.now
      _ = classifier.predict(texts, pool: pool)
      seconds.append((clock.now - start) / .seconds(1))
    }
    let best = seconds.dropFirst().min() ?? seconds[0]
    let summary: JSONValue = [
      "snippets": .integer(texts.count), "threads": .integer(pool.threads),
      "snippetsPerSecond": .number(Double(texts.count) / best),
    ]
    print(summary.serializedString())
    print(JSONValue.object(["seconds": .array(seconds.dropFirst().map { .number($0) })]).serializedString())
  }
}

extension InferencePrecision: ExpressibleByArgument {}
