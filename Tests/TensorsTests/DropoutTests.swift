import Tensors
import Testing

@Suite struct DropoutTests {
  private func mask(_ site: DropoutSite, rows: Int, columns: Int, firstRow: Int = 0) -> [Float] {
    var x = [Float](repeating: 1, count: rows * columns)
    let ones = x
    Dropout.apply(site, to: ones, into: &x, rows: rows, columns: columns, firstRow: firstRow)
    return x
  }

  @Test(arguments: [0.05, 0.1, 0.5, 0.9] as [Float]) func keepsTheMeanAndTheRate(probability: Float) {
    let site = DropoutSite(key: DropoutSite.key(seed: 1, step: 2, layer: 3, place: 0), probability: probability)
    let values = mask(site, rows: 1000, columns: 192)
    let dropped = Double(values.filter { $0 == 0 }.count) / Double(values.count)
    let deviation = (Double(probability) * (1 - Double(probability)) / Double(values.count)).squareRoot()
    #expect(abs(dropped - Double(probability)) < 4 * deviation)
    #expect(values.allSatisfy { $0 == 0 || abs($0 - 1 / (1 - probability)) < 1e-6 })
  }

  /// Rows and columns are as often dropped as each other, and neighbours are independent.
  @Test func hasNoPattern() {
    let site = DropoutSite(key: DropoutSite.key(seed: 5, step: 1, layer: 0, place: 2), probability: 0.5)
    let (rows, columns) = (2048, 256)
    let values = mask(site, rows: rows, columns: columns)
    func kept(_ r: Int, _ c: Int) -> Int { values[r * columns + c] == 0 ? 0 : 1 }
    for c in 0..<columns {
      let count = (0..<rows).reduce(0) { $0 + kept($1, c) }
      #expect(abs(count - rows / 2) < 120, "column \(c)")
    }
    for (down, right) in [(0, 1), (1, 0), (1, 1), (0, 16), (16, 0)] {
      var equal = 0
      for r in 0..<rows - down {
        for c in 0..<columns - right where kept(r, c) == kept(r + down, c + right) { equal += 1 }
      }
      let pairs = (rows - down) * (columns - right)
      #expect(abs(Double(equal) / Double(pairs) - 0.5) < 0.004, "\(down), \(right)")
    }
  }

  @Test func isAFunctionOfSeedStepLayerPlaceAndRow() {
    func key(_ seed: UInt64, _ step: UInt64, _ layer: Int, _ place: Int) -> [Float] {
      let key = DropoutSite.key(seed: seed, step: step, layer: layer, place: place)
      return mask(DropoutSite(key: key, probability: 0.5), rows: 4, columns: 64)
    }
    let base = key(1, 2, 3, 1)
    #expect(base == key(1, 2, 3, 1))
    for other in [key(2, 2, 3, 1), key(1, 3, 3, 1), key(1, 2, 4, 1), key(1, 2, -1, 1), key(1, 2, 3, 0)] {
      #expect(base != other)
    }
    let site = DropoutSite(key: 42, probability: 0.5)
    let whole = mask(site, rows: 8, columns: 64)
    #expect(Array(whole[3 * 64..<5 * 64]) == mask(site, rows: 2, columns: 64, firstRow: 3))
  }

  @Test func noProbabilityDropsNothing() {
    #expect(mask(.none, rows: 3, columns: 65).allSatisfy { $0 == 1 })
  }
}
