extension [Float] {
  /// Takes the mean with other numbers, which weigh `share`, at these places; at a share of 1 they are taken exactly.
  mutating func mix(with other: [Float], share: Float, in places: Range<Int>) {
    for place in places { self[place] = (1 - share) * self[place] + share * other[place] }
  }
}
