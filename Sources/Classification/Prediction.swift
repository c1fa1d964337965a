/// Why a prediction names no language.
package enum AbstentionReason: String, Sendable, Hashable, CustomStringConvertible {
  /// The text is empty or holds nothing but white space.
  case emptyText = "empty"
  /// The best candidate is less probable than `ClassificationOptions.minimumConfidence`.
  case lowConfidence = "low confidence"
  /// No label of the model is left by `include`, `exclude` and the prior.
  case noAllowedLanguage = "no allowed language"

  package var description: String {
    switch self {
    case .emptyText: "the text is empty"
    case .lowConfidence: "the confidence is below the minimum"
    case .noAllowedLanguage: "the model knows none of the allowed languages"
    }
  }
}

/// What the classifier says about one text.
package struct Prediction: Sendable, Hashable {
  /// Every allowed language, the most probable first; their probabilities sum to one, less the one that it is none that the
  /// model knows. Empty for an empty text.
  package let candidates: [Candidate]
  /// The best candidate's language; nil where the classifier abstains.
  package let language: String?
  /// The best candidate's probability (also when the classifier abstains for a low one); 0 without candidates.
  package let confidence: Double
  /// The share of the probability that the allowed languages had before the others were left out; 1 where all are allowed.
  package let allowedShare: Double
  /// Why `language` is nil; nil where it is not.
  package let reason: AbstentionReason?

  /// A prediction from candidates sorted by falling probability: the first answers unless it is less probable than
  /// `minimumConfidence`.
  package init(candidates: [Candidate], minimumConfidence: Double = 0, allowedShare: Double = 1) {
    self.candidates = candidates
    self.allowedShare = allowedShare
    confidence = candidates.first?.probability ?? 0
    if let best = candidates.first {
      language = best.probability >= minimumConfidence ? best.language : nil
      reason = language == nil ? .lowConfidence : nil
    } else {
      language = nil
      reason = .noAllowedLanguage
    }
  }

  /// A prediction that abstains without any candidate.
  package init(abstainingFor reason: AbstentionReason) {
    candidates = []
    language = nil
    confidence = 0
    allowedShare = 1
    self.reason = reason
  }

  /// The most probable `count` candidates.
  package func candidates(top count: Int) -> ArraySlice<Candidate> { candidates.prefix(max(0, count)) }
}
