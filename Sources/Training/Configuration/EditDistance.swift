/// The Levenshtein distance, for "did you mean".
enum EditDistance {
  /// How many characters must be put in, taken out or exchanged to make `b` of `a`.
  static func between(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased())
    let b = Array(b.lowercased())
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }

  /// The candidate nearest to `word`, nil where none is near enough to have been meant.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let scored = candidates.map { (word: $0, distance: between(word, $0)) }
    guard let best = scored.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
    return best.distance <= max(2, word.count / 2) ? best.word : nil
  }
}
