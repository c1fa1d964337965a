internal import Languages

/// Answers that are as good as the label.
package enum LookAlike {
  /// Whether `answer` is the label, or a language that the registry says may be taken for it.
  package static func isAcceptable(_ answer: String, for label: String) -> Bool {
    if answer == label { return true }
    guard let answer = Languages[answer], let label = Languages[label] else { return false }
    return answer.isLookAlike(of: label) || label.isLookAlike(of: answer)
  }
}
