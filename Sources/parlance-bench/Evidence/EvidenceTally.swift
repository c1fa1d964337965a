import Classification
import JSON

/// What the trials come to, in all and by the length of the text.
struct EvidenceTally {
  private struct Count {
    var texts = 0
    /// No word was found to speak for the language.
    var silent = 0
    /// Too few other words to compare with.
    var alone = 0
    var compared = 0
    var named = 0
    var namedMatched = 0
    var lowered = 0

    var json: JSONValue {
      func share(_ count: Int) -> JSONValue { .number(compared == 0 ? 0 : Double(count) / Double(compared)) }
      return [
        "texts": .integer(texts), "silent": .integer(silent), "alone": .integer(alone), "compared": .integer(compared),
        "named": share(named), "namedAgainstMatched": share(namedMatched), "lowered": share(lowered),
      ]
    }
  }

  private static let bounds = [("<100", 100), ("<300", 300), ("<1000", 1000), (">=1000", Int.max)]
  private var all = Count()
  private var byLength = [Count](repeating: Count(), count: bounds.count)
  private var milliseconds: [Double] = []

  mutating func add(_ trial: EvidenceTrial, text: [UInt8], time: Duration) {
    milliseconds.append(time / .milliseconds(1))
    let length = Self.bounds.firstIndex { text.count < $0.1 } ?? 0
    Self.count(trial, in: &all)
    Self.count(trial, in: &byLength[length])
  }

  private static func count(_ trial: EvidenceTrial, in count: inout Count) {
    count.texts += 1
    if trial.explanation.words.isEmpty { return count.silent += 1 }
    guard let others = trial.withoutOthers, let matched = trial.withoutMatched else { return count.alone += 1 }
    count.compared += 1
    if trial.withoutNamed < others { count.named += 1 }
    if trial.withoutNamed < matched { count.namedMatched += 1 }
    if trial.withoutNamed < trial.explanation.prediction.confidence { count.lowered += 1 }
  }

  var json: JSONValue {
    let sorted = milliseconds.sorted()
    func quantile(_ share: Double) -> JSONValue {
      sorted.isEmpty ? .null : .number(sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))])
    }
    return [
      "all": all.json,
      "byLength": .object(JSONObject(uniqueKeysWithValues: zip(Self.bounds.map(\.0), byLength.map(\.json)))),
      "milliseconds": ["median": quantile(0.5), "p90": quantile(0.9), "p99": quantile(0.99), "most": quantile(1)],
    ]
  }
}
