/// What a caller may ask of a prediction besides the text.
package struct ClassificationOptions: Sendable, Hashable {
  /// Only these languages may be answered (their probabilities are renormalised); nil allows all.
  package var include: Set<String>?
  /// These languages may not be answered, whatever `include` says.
  package var exclude: Set<String>
  /// A best candidate less probable than this is an abstention; 0 always answers.
  package var minimumConfidence: Double
  /// Factors on the probability of languages before renormalising, as a workspace's own mix of languages gives them;
  /// a language it does not name has the factor 1, and a negative or not finite factor counts as 1. It never takes
  /// probability from a language that leads with and without it.
  package var prior: [String: Double]?
  /// How many windows of a text longer than one window are read: 1 (head), 2 (and tail) or 3 (and middle).
  package var maximumWindows: Int

  /// Options; the defaults allow every language, never abstain for a low confidence and read three windows.
  package init(
    include: Set<String>? = nil, exclude: Set<String> = [], minimumConfidence: Double = 0,
    prior: [String: Double]? = nil, maximumWindows: Int = 3
  ) {
    self.include = include
    self.exclude = exclude
    self.minimumConfidence = minimumConfidence
    self.prior = prior
    self.maximumWindows = maximumWindows
  }
}
