import Testing
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("How much an n-gram part counts")
struct NGramBalanceTests {
  /// Rows whose labels are as often what they are as softmax(`wanted`) says.
  private static func rows(_ wanted: (_ encoder: Double, _ ngrams: Double) -> Double) -> [NGramBalance.Row] {
    var rows: [NGramBalance.Row] = []
    for encoder in [-2.0, -0.7, 0.4, 1.5] {
      for ngrams in [-1.3, -0.2, 0.9, 2.1] {
        let share = 1 / (1 + exp(-wanted(encoder, ngrams)))
        for number in 0..<200 {
          rows.append(
            NGramBalance.Row(
              encoder: [Float(encoder), 0], ngrams: [Float(ngrams), 0],
              label: Double(number) + 0.5 < 200 * share ? 0 : 1))
        }
      }
    }
    return rows
  }

  @Test("is found whatever the temperature", arguments: [(0.4, 1.0), (1, 3), (2.5, 0.5), (6, 1)])
  func found(factor: Double, steepness: Double) {
    let balance = NGramBalance(Self.rows { steepness * ($0 + factor * $1) })
    #expect(abs(balance.factor / factor - 1) < 0.05, "\(balance.factor)")
    #expect(balance.lossAfter < balance.lossBefore && balance.rows == 3200)
  }

  @Test("is nothing where the n-grams are of no use")
  func useless() {
    let balance = NGramBalance(Self.rows { encoder, ngrams in encoder - ngrams })
    #expect(balance.factor < NGramBalance.least)
    #expect(abs(balance.lossAfter - balance.lossBefore) < 1e-3)
  }

  @Test("is bounded where the encoder is of none")
  func uselessEncoder() {
    #expect(NGramBalance(Self.rows { encoder, ngrams in ngrams - encoder }).factor <= NGramBalance.greatest + 1e-6)
  }

  @Test("is 1 where there is nothing to fit it to, or nothing to gain or lose")
  func indifferent() {
    #expect(NGramBalance([]).factor == 1)
    let sure = (0..<10).map { NGramBalance.Row(encoder: [9, 0], ngrams: [Float($0 % 3), 0], label: 0) }
    #expect(NGramBalance(sure).factor == 1)
  }
}
