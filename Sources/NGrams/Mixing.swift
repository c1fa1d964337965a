extension [Float] {
  /// Takes the mean with other numbers, which weigh `share`, at these places. What is equal stays so to the bit, and a share of
  /// 1 takes the others'.
  mutating func mix(with other: [Float], share: Float, in places: Range<Int>) {
    for place in places where self[place] != other[place] {
      self[place] = share == 1 ? other[place] : (1 - share) * self[place] + share * other[place]
    }
  }
}
