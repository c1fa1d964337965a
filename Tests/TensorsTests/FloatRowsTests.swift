import Tensors
import Testing

/// Work on rows, against loops over single numbers.
struct FloatRowsTests {
  @Test(arguments: sizes)
  func dotIsTheSumOfProducts(count: Int) {
    let (x, y) = (numbers(count, seed: 1), numbers(count, seed: 2))
    let expected = zip(x, y).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    #expect(abs(Double(FloatRows.dot(x, y, count: count)) - expected) < 1e-4)
  }

  @Test(arguments: sizes)
  func addAddsAMultiple(count: Int) {
    let (x, before) = (numbers(count, seed: 1), numbers(count, seed: 2))
    var y = before
    FloatRows.add(x, times: 0.75, to: &y, count: count)
    for (index, value) in y.enumerated() { #expect(abs(value - (before[index] + 0.75 * x[index])) < 1e-5) }
  }

  @Test(arguments: sizes)
  func adaGradStepsByTheRootOfWhatItHasSeen(count: Int) {
    let (x, before) = (numbers(count, seed: 1), numbers(count, seed: 2))
    var (y, squares) = (before, [Float](repeating: 0.5, count: count))
    FloatRows.adaGrad(&y, squares: &squares, gradient: x, times: 2, rate: 0.1, count: count)
    for index in 0..<count {
      let gradient = 2 * x[index]
      #expect(abs(squares[index] - (0.5 + gradient * gradient)) < 1e-5)
      #expect(abs(y[index] - (before[index] - 0.1 * gradient / squares[index].squareRoot())) < 1e-5)
    }
  }
}
