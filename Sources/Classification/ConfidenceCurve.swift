#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import JSON

/// How often an answer is right, from its probability and the length of its text: Platt's sigmoid of the log odds ("Prob-
/// abilistic Outputs for Support Vector Machines", 1999), whose two numbers change with the logarithm of the length.
///
///     logit(confidence / most) = intercept + slope logit(p) + l (length + slopeByLength logit(p)),  l = log(characters / 256)
///
/// One temperature is not enough: labels of short texts are wrong or loose more often, so that no answer about them is right
/// as often as the model has learned to expect, and the mean of several windows is less sure than it may be.
package struct ConfidenceCurve: Sendable, Hashable {
  package var intercept: Double
  package var slope: Double
  package var length: Double
  package var slopeByLength: Double
  /// How often the surest answers are right: their labels are not all right themselves. Above 0, 1 at most.
  package var most: Double

  /// A curve of its numbers; without arguments the one that changes nothing.
  package init(
    intercept: Double = 0, slope: Double = 1, length: Double = 0, slopeByLength: Double = 0, most: Double = 1
  ) {
    self.most = most
    self.intercept = intercept
    self.slope = slope
    self.length = length
    self.slopeByLength = slopeByLength
  }

  /// Shorter and longer texts are taken for one of these lengths.
  private static let lengths = 10...4000
  private static let middleLength = 256.0
  /// Log odds are told apart up to a probability of one in a million.
  private static let leastProbability = 1e-6
  /// The surer answer stays the surer one, whatever was fitted.
  private static let leastSlope = 0.05

  /// logit(p) and l, as above.
  package static func features(probability: Double, characters: Int) -> (logOdds: Double, length: Double) {
    let bounded = min(1 - leastProbability, max(leastProbability, probability))
    let characters = min(lengths.upperBound, max(lengths.lowerBound, characters))
    return (log(bounded / (1 - bounded)), log(Double(characters) / middleLength))
  }

  /// Nobody could tell what a few characters alone are in, and hardly any snippet that confidences are fitted to is as short: up to
  /// the first length no answer is surer than `shortConfidence`, from the second on it may be as sure as it likes.
  private static let shortLengths = 27.0...30.0
  private static let shortConfidence = 0.6

  /// The most that an answer about a text of so many characters (Unicode scalars) can be sure of itself.
  package static func ceiling(characters: Int) -> Double {
    let length = min(shortLengths.upperBound, max(shortLengths.lowerBound, Double(characters)))
    let share = (length - shortLengths.lowerBound) / (shortLengths.upperBound - shortLengths.lowerBound)
    return shortConfidence + (1 - shortConfidence) * share
  }

  /// How often an answer of this probability about a text of so many characters (Unicode scalars) is right.
  package func confidence(of probability: Double, characters: Int) -> Double {
    let (logOdds, length) = Self.features(probability: probability, characters: characters)
    let steepness = max(Self.leastSlope, slope + slopeByLength * length)
    return most / (1 + exp(-(intercept + self.length * length + steepness * logOdds)))
  }
}

extension ConfidenceCurve {
  private static let keys: Set<String> = ["intercept", "slope", "length", "slopeByLength", "most"]
  /// Whatever lies beyond is no curve that anybody fitted.
  private static let numbers = -100.0...100.0
  private static let leastMost = 0.5

  /// Reads the object that `json` gives; every member must be there but `most`, and no other.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    try reader.refuseKeys(besides: Self.keys)
    intercept = try reader.double("intercept", in: Self.numbers)
    slope = try reader.double("slope", in: Self.numbers)
    length = try reader.double("length", in: Self.numbers)
    slopeByLength = try reader.double("slopeByLength", in: Self.numbers)
    most = try reader.optional("most")?.double(in: Self.leastMost...1) ?? 1
  }

  /// The object that is stored.
  var json: JSONValue {
    [
      "intercept": .number(intercept), "slope": .number(slope), "length": .number(length),
      "slopeByLength": .number(slopeByLength), "most": .number(most),
    ]
  }
}
