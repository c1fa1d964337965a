import Synchronization
import Tensors
import Testing

@Suite struct ThreadPoolTests {
  @Test(arguments: [1, 2, 3, 17]) func everyThreadRunsEachTime(threads: Int) {
    let pool = ThreadPool(threads: threads)
    let counts = FloatBuffer(count: threads)
    for _ in 0..<500 { pool.run { counts.pointer[$0] += 1 } }
    #expect(counts.array == [Float](repeating: 500, count: threads))
  }

  @Test(arguments: [0, 1, 7, 16, 100, 1001], [1, 2, 3, 8]) func sharesTileTheWhole(count: Int, threads: Int) {
    for granularity in [1, 16] {
      var next = 0
      for thread in 0..<threads {
        let share = ThreadPool.share(of: count, granularity: granularity, thread: thread, threads: threads)
        #expect(share.lowerBound == next)
        #expect(share.lowerBound % granularity == 0 || share.isEmpty)
        next = share.upperBound
      }
      #expect(next == count)
    }
  }

  @Test func callersTakeTurns() async {
    let pool = ThreadPool(threads: 2)
    let total = Counter()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<100 { pool.run { _ in total.value.add(1, ordering: .relaxed) } }
        }
      }
    }
    #expect(total.value.load(ordering: .relaxed) == 1600)
  }
}

private final class Counter: Sendable {
  let value = Atomic(0)
}
