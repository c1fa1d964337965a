#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import JSON

/// How often an answer is right, from its probability and the length of its text: beta calibration (Kull, Silva Filho and
/// Flach, "Beta calibration", AISTATS 2017), whose three numbers change with the length.
///
///     logit(confidence / most) = intercept + slope ln(p) - upperSlope ln(1 - p)
///
/// With two slopes that are alike it is Platt's sigmoid of the log odds (1999); with two, sure answers may be too sure while
/// unlikely ones are too modest, as about short texts. The numbers are fitted at a few lengths, the points, and lie on straight
/// lines over the logarithm of the length between these.
/// One temperature is not enough: labels of short texts are wrong or loose more often, so that no answer about them is right
/// as often as the model has learned to expect, and the mean of several windows is less sure than it may be.
package struct ConfidenceCurve: Sendable, Hashable {
  /// The numbers for texts of one length.
  package struct Point: Sendable, Hashable {
    /// In Unicode scalars; above 0.
    package var characters: Int
    package var intercept: Double
    /// What counts where the answer is unlikely.
    package var slope: Double
    /// What counts where the answer is nearly certain.
    package var upperSlope: Double

    /// A point of its numbers; without an upper slope, which is the other one then, a sigmoid of the log odds, and with its
    /// length alone one that changes nothing.
    package init(characters: Int, intercept: Double = 0, slope: Double = 1, upperSlope: Double? = nil) {
      self.characters = characters
      self.intercept = intercept
      self.slope = slope
      self.upperSlope = upperSlope ?? slope
    }
  }

  /// One or more, from short to long; shorter and longer texts are taken for one of the first and the last length.
  package let points: [Point]
  /// How often the surest answers are right: their labels are not all right themselves. Above 0, 1 at most.
  package let most: Double

  /// A curve of its points, one of which at least there must be, from short to long.
  package init(points: [Point], most: Double = 1) {
    precondition(!points.isEmpty, "ConfidenceCurve: no points")
    precondition(
      zip(points, points.dropFirst()).allSatisfy { $0.characters < $1.characters }, "ConfidenceCurve: no order")
    self.points = points
    self.most = most
  }

  /// The same curve for all lengths; without arguments the one that changes nothing.
  package init(intercept: Double = 0, slope: Double = 1, most: Double = 1) {
    self.init(points: [Point(characters: 1, intercept: intercept, slope: slope)], most: most)
  }

  /// Probabilities are told apart up to one in a million.
  private static let leastProbability = 1e-6
  /// The surer answer stays the surer one, whatever was fitted.
  package static let leastSlope = 0.05

  /// What the two slopes are of: ln(p) and -ln(1 - p), bounded. Their sum is logit(p).
  package static func evidence(_ probability: Double) -> (lower: Double, upper: Double) {
    let bounded = min(1 - leastProbability, max(leastProbability, probability))
    return (log(bounded), -log(1 - bounded))
  }

  /// How much each of the points at these lengths counts for a text of so many characters: two neighbors at most, 1 in all.
  package static func shares(of lengths: [Int], characters: Int) -> [Double] {
    var shares = [Double](repeating: 0, count: lengths.count)
    guard let above = lengths.firstIndex(where: { characters < $0 }), above > 0 else {
      shares[characters < lengths[0] ? 0 : lengths.count - 1] = 1
      return shares
    }
    let (low, high) = (log(Double(lengths[above - 1])), log(Double(lengths[above])))
    shares[above] = (log(Double(characters)) - low) / (high - low)
    shares[above - 1] = 1 - shares[above]
    return shares
  }

  /// Nobody could tell what a few characters alone are in, and hardly any snippet that confidences are fitted to is as short: up to
  /// the first length no answer is surer than `shortConfidence`, from the second on it may be as sure as it likes. White space
  /// does not count: a statement that is spread over three lines says no more.
  private static let shortLengths = 23.0...26.0
  private static let shortConfidence = 0.6
  /// From so many marks on the ceiling gives way to an answer that is sure by the curve: from the first confidence on a
  /// little, from the second on all. Between it and `shortLengths` such answers are right nine times in ten.
  private static let leastTellingLength = 16
  private static let sureConfidences = 0.84...0.9

  /// Whether a text of so many marks (Unicode scalars but white space) is long enough for an answer to be sure of itself.
  package static func canBeSure(marks: Int) -> Bool { marks >= leastTellingLength }

  /// The most that an answer about a text of so many marks can be sure of itself, which is as sure as `confidence` by the model
  /// and its curve alone. The surer one stays the surer one.
  package static func ceiling(marks: Int, confidence: Double) -> Double {
    let byLength = share(of: Double(marks), in: shortLengths)
    let byConfidence = canBeSure(marks: marks) ? share(of: confidence, in: sureConfidences) : 0
    return shortConfidence + (1 - shortConfidence) * max(byLength, byConfidence)
  }

  /// How far a number is on the way from the lower to the upper bound, 0 to 1.
  private static func share(of number: Double, in range: ClosedRange<Double>) -> Double {
    let bounded = min(range.upperBound, max(range.lowerBound, number))
    return (bounded - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// How often an answer of this probability about a text of so many characters (Unicode scalars) is right.
  package func confidence(of probability: Double, characters: Int) -> Double {
    var (intercept, slope, upperSlope) = (0.0, 0.0, 0.0)
    for (share, point) in zip(Self.shares(of: points.map(\.characters), characters: characters), points) {
      intercept += share * point.intercept
      slope += share * point.slope
      upperSlope += share * point.upperSlope
    }
    let evidence = Self.evidence(probability)
    let score =
      intercept + max(Self.leastSlope, slope) * evidence.lower + max(Self.leastSlope, upperSlope) * evidence.upper
    return most / (1 + exp(-score))
  }
}

extension ConfidenceCurve {
  private static let keys: Set<String> = ["points", "most"]
  private static let pointKeys: Set<String> = ["characters", "intercept", "slope", "upperSlope"]
  /// Whatever lies beyond is no curve that anybody fitted.
  private static let numbers = -100.0...100.0
  private static let leastMost = 0.5
  private static let mostPoints = 64

  /// Reads the object that `json` gives; every member must be there but `most` and `upperSlope`, and no other.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    try reader.refuseKeys(besides: Self.keys)
    let field = try reader.field("points")
    var points: [Point] = []
    for element in try field.array() { points.append(try Self.point(element, after: points.last)) }
    guard (1...Self.mostPoints).contains(points.count) else {
      throw field.error("\(points.count) points; 1 to \(Self.mostPoints) are wanted")
    }
    self.init(points: points, most: try reader.optional("most")?.double(in: Self.leastMost...1) ?? 1)
  }

  private static func point(_ reader: JSONDecodingReader, after last: Point?) throws(JSONFieldError) -> Point {
    try reader.refuseKeys(besides: pointKeys)
    let characters = try reader.field("characters")
    if let last, try characters.integer() <= last.characters {
      throw characters.error("not above the \(last.characters) of the point before")
    }
    return Point(
      characters: try characters.integer(in: 1...Int(Int32.max)),
      intercept: try reader.double("intercept", in: numbers), slope: try reader.double("slope", in: numbers),
      upperSlope: try reader.optional("upperSlope")?.double(in: numbers))
  }

  /// The object that is stored.
  var json: JSONValue {
    ["points": .array(points.map(\.json)), "most": .number(most)]
  }
}

extension ConfidenceCurve.Point {
  fileprivate var json: JSONValue {
    [
      "characters": .integer(characters), "intercept": .number(intercept), "slope": .number(slope),
      "upperSlope": .number(upperSlope),
    ]
  }
}
