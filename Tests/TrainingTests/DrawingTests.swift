import Roberta
import Testing
import Training

@Suite("What is drawn, and how it is cut")
struct DrawingTests {
  /// 100 of class 0, 25 of class 1, 4 of class 2, 9 of none.
  private static let targets: [Int32] =
    [Int32](repeating: 0, count: 100) + [Int32](repeating: 1, count: 25) + [Int32](repeating: 2, count: 4)
    + [Int32](repeating: -1, count: 9)

  @Test("at balance 1 an epoch is a permutation, another one each time")
  func permutation() {
    let order = EpochOrder(targets: Self.targets, classBalance: 1, noneOfTheseShare: nil, seed: 1)
    let first = order.order(epoch: 0)
    #expect(first.sorted() == Array(0..<138))
    #expect(first != order.order(epoch: 1))
    #expect(first == order.order(epoch: 0))
  }

  @Test("classes are drawn by the power of their size, none of these by its share")
  func balance() {
    let order = EpochOrder(targets: Self.targets, classBalance: 0.5, noneOfTheseShare: nil, seed: 1)
    // 138 by 10 : 5 : 2 : 3
    #expect(order.quotas == [69, 34, 14, 21])
    let shared = EpochOrder(targets: Self.targets, classBalance: 0.5, noneOfTheseShare: 0.5, seed: 1)
    #expect(shared.quotas.last == 69)
    var drawn = [Int](repeating: 0, count: 138)
    for epoch in 0..<8 { for snippet in order.order(epoch: epoch) { drawn[snippet] += 1 } }
    #expect(drawn[0..<100].reduce(0, +) == 8 * 69)
    for members in [0..<100, 100..<125, 125..<129, 129..<138] {
      let counts = drawn[members]
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
  }

  @Test("shares add up to the whole", arguments: [0, 1, 7, 100])
  func apportioning(total: Int) {
    #expect(EpochOrder.apportion(total, by: [1, 1, 1]).reduce(0, +) == total)
    #expect(EpochOrder.apportion(total, by: [0.1, 0, 5]).reduce(0, +) == total)
  }

  @Test("batches keep to the budget, hold everything in order, and are about equally full")
  func tokenBudget() {
    var random = RandomStream(seed: 3, .crop)
    let lengths = (0..<500).map { _ in 3 + random.below(126) }
    let batches = BatchSizing.tokens(1000).cut(lengths: lengths)
    #expect(batches.flatMap { Array($0) } == Array(0..<500))
    let sums = batches.map { lengths[$0].reduce(0, +) }
    #expect(sums.allSatisfy { $0 <= 1000 })
    #expect((sums.min() ?? 0) > 600)
    #expect(BatchSizing.snippets(200).cut(lengths: lengths).map(\.count) == [200, 200, 100])
    #expect(BatchSizing.tokens(10).cut(lengths: [50, 2, 3]) == [0..<1, 1..<3])
    #expect(BatchSizing.tokens(10).cut(lengths: []).isEmpty)
  }

  @Test(
    "steps are counted as batches are cut, window by window",
    arguments: [(0, 4, 1, 8), (1, 4, 1, 8), (80, 7, 1, 8192), (100, 4, 2, 8), (21, 4, 3, 12), (24, 4, 2, 8)])
  func stepCount(draws: Int, size: Int, accumulation: Int, window: Int) {
    var steps = 0
    for start in stride(from: 0, to: draws, by: window) {
      let lengths = [Int](repeating: 1, count: min(window, draws - start))
      let batches = BatchSizing.snippets(size).cut(lengths: lengths)
      steps += stride(from: 0, to: batches.count, by: accumulation).reduce(0) { count, _ in count + 1 }
    }
    #expect(BatchSizing.steps(draws: draws, size: size, window: window, accumulation: accumulation) == steps)
    #expect(StepCount(steps: 100, of: 300, draws: 1000).steps == 334)
  }

  @Test("a run of lines is whole lines of the text, of lengths that favour the short")
  func lineRuns() {
    var configuration = TrainingConfiguration()
    configuration.lineRunShare = 1
    let lines = (0..<100).map { "line number \($0)" }
    let text = Array(lines.joined(separator: "\n").utf8)
    let crop = TextCrop(configuration)
    var counts: [Int] = []
    for draw in 0..<2000 {
      var random = RandomStream(seed: 1, .crop, 0, draw)
      let piece = String(decoding: crop.draw(from: text, &random), as: UTF8.self).split(separator: "\n").map(
        String.init)
      let start = lines.firstIndex(of: piece.first ?? "") ?? 0
      #expect(Array(lines[start..<start + piece.count]) == piece)
      counts.append(piece.count)
    }
    #expect(counts.min() == 1 && (counts.max() ?? 0) > 55 && (counts.max() ?? 100) <= 64)
    // P(n < 8) = log(8) / log(65) = 0.498
    #expect(abs(Double(counts.count { $0 < 8 }) / 2000 - 0.498) < 0.04)
  }

  @Test("crops are never empty, keep UTF-8 whole, and depend on the stream alone")
  func crops() {
    var configuration = TrainingConfiguration()
    configuration.lineRunShare = 0.5
    configuration.middleStartShare = 0.2
    configuration.unfinishedShare = 0.5
    configuration.stripIndentationShare = 0.5
    configuration.layoutNoiseShare = 0.5
    let crop = TextCrop(configuration)
    let texts = ["x", "é\n\n  ü  ", "\tif a {\n\t\tñandú()\n\t}\n", "    a = 1\n    b = 2\n\n\n\n", "日本語のテキスト\n二行目です"]
    for (number, text) in texts.enumerated() {
      for draw in 0..<200 {
        var random = RandomStream(seed: 1, .crop, number, draw)
        var again = random
        let piece = crop.draw(from: Array(text.utf8), &random)
        #expect(!piece.isEmpty)
        #expect(String(validating: piece, as: UTF8.self) != nil)
        #expect(piece == crop.draw(from: Array(text.utf8), &again))
      }
    }
  }

  @Test(
    "common indentation goes, relative indentation stays",
    arguments: [
      ("  a\n    b\n\n  c", "a\n  b\n\nc"), ("\ta\n\t\tb", "a\n\tb"), ("a\n  b", "a\n  b"), ("\ta\n  b", "\ta\n  b"),
      ("", ""),
    ])
  func indentation(text: String, wanted: String) {
    #expect(Layout.withoutCommonIndentation(Array(text.utf8)) == Array(wanted.utf8))
  }

  @Test("random streams are independent of each other and even")
  func streams() {
    var a = RandomStream(seed: 1, .crop, 0, 0)
    var b = RandomStream(seed: 1, .crop, 0, 1)
    #expect(a.next() != b.next())
    var mean = 0.0
    for _ in 0..<10_000 { mean += a.unit() / 10_000 }
    #expect(abs(mean - 0.5) < 0.02)
    #expect(Set((0..<1000).map { _ in a.below(7) }) == Set(0..<7))
    #expect(a.permutation(50).sorted() == Array(0..<50))
  }
}
