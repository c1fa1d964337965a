/// The two kinds of added tokens: those found in the text as it is, and the normalized ones, which are looked for in
/// what the first leave over.
struct AddedTokenMatchers: Sendable {
  let first: AddedTokenMatcher
  let second: AddedTokenMatcher

  init(_ tokens: [AddedToken]) {
    first = AddedTokenMatcher(tokens.filter { !$0.isNormalized })
    second = AddedTokenMatcher(tokens.filter { $0.isNormalized })
  }

  /// True if there are tokens of both kinds.
  var hasBoth: Bool { !first.isEmpty && !second.isEmpty }

  /// The only kind there is, where there is but one.
  var single: AddedTokenMatcher { first.isEmpty ? second : first }
}
