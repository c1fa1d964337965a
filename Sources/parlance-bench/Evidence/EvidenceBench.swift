import ArgumentParser
import Classification
import Corpus
import JSON

/// Holds what `explain` names against other words of the same text, by really taking both out.
struct EvidenceBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract:
      "Measures whether the words that are named as evidence matter more than others, and what finding them costs.",
    discussion: """
      Of each text the named words are taken out, then as many others of the same window: once drawn at random, once
      those of 32 draws that are nearest to the named ones in bytes. "named" are the texts where the language loses more
      by the named words than by the others. Texts whose window has too few other words are left out and counted.
      """)

  @Option(help: "A model's directory.")
  var model: String

  @Option(help: "A file with one {\"text\"} object a line.")
  var data: String

  @Option(help: "Take at most so many of the texts, spread evenly over the file.")
  var limit: Int?

  @Option(help: "How many words get the closer look.")
  var candidates = Classifier.evidenceCandidates

  @Option(help: "End the search for words after about so many milliseconds, as a hover does.")
  var timeLimit: Int?

  @Option(help: "Of the draws of other words.")
  var seed: UInt64 = 1

  @Flag(help: "Write a line for each text too.")
  var each = false

  func run() throws {
    let classifier = try Classifier(modelDirectory: model)
    let all = try JSONLinesReader(path: data).readAll().snippets.map(\.text)
    let step = limit.map { max(1, all.count / max(1, $0)) } ?? 1
    let texts = stride(from: 0, to: all.count, by: step).map { Array(all[$0].utf8) }
    var tally = EvidenceTally()
    var random = SplitMix64(state: seed)
    for text in texts {
      let start = ContinuousClock.now
      let explanation = classifier.explain(
        text, timeLimit: timeLimit.map { .milliseconds($0) }, candidates: candidates)
      let time = ContinuousClock.now - start
      let trial = EvidenceTrial(classifier: classifier, text: text, explanation: explanation, random: &random)
      tally.add(trial, text: text, time: time)
      if each { print(trial.json.serializedString()) }
    }
    print(tally.json.serializedString())
  }
}
