internal import Classification
internal import Tensors

/// `detect FILE…`: each file's language, in order; a file that can't be read is reported and the others go on.
struct DetectFiles {
  let classifier: Classifier
  let options: ClassificationOptions
  let pool: ThreadPool?
  let top: Int
  let isJSON: Bool
  /// How many files are read and classified together.
  static let batchFiles = 128

  private let isTerminal = Terminal.isTerminal(Terminal.standardOutput)
  private let hasColours = Terminal.hasColours(Terminal.standardOutput)

  init(
    classifier: Classifier, options: ClassificationOptions, top: Int, isJSON: Bool, pool: ThreadPool?
  ) {
    self.classifier = classifier
    self.options = options
    self.top = top
    self.isJSON = isJSON
    self.pool = pool
  }

  /// Answers every file; false if one could not be read.
  func run(_ names: [String]) -> Bool {
    var files: [(name: String, bytes: [UInt8])] = []
    for name in names {
      do throws(InputError) {
        files.append((name, try InputReader.read(name)))
      } catch {
        Diagnostics.error(error.description)
      }
    }
    write(files.map(\.name), predict(files.map(\.bytes)))
    return files.count == names.count
  }

  private func predict(_ texts: [[UInt8]]) -> [Prediction] {
    classifier.predict(texts, options: options, pool: pool)
  }

  private func write(_ names: [String], _ predictions: [Prediction]) {
    var output = OutputBuffer.standardOutput
    let text = PredictionText(
      top: top, isTerminal: isTerminal, hasColours: hasColours, nameWidth: names.map(\.count).max() ?? 0)
    for (name, prediction) in zip(names, predictions) {
      if isJSON {
        output.writeLine(PredictionJSON.line(file: name, prediction, top: top))
      } else {
        for line in text.lines(name, prediction) { output.writeLine(line) }
      }
    }
    output.flush()
  }
}
