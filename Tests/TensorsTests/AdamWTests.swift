import Tensors
import Testing

@Suite struct AdamWTests {
  private struct State: Equatable {
    var parameters: [Float], first: [Float], second: [Float]

    init(_ count: Int, withMoments: Bool) {
      parameters = numbers(count, seed: 1)
      first = numbers(count, seed: 2, scale: withMoments ? 1e-3 : 0).map { $0 == 0 ? 0 : $0 }
      second = numbers(count, seed: 3, scale: withMoments ? 1e-2 : 0).map { $0 * $0 }
    }
  }

  private static func options(step: Int, decay: Float) -> AdamWKernel.Options {
    // Rates that change, 0 among them
    .init(learningRate: Float(step % 5) * 1e-3, weightDecay: decay, gradientScale: 0.3, step: step + 1)
  }

  /// Steps that are made up for give the bits that the steps themselves with gradients of 0 give.
  @Test(arguments: KernelTable.all.map(\.name), [0, 1, 5, 64, 65, 300])
  func catchingUp(name: String, steps: Int) {
    for count in sizes {
      for (withMoments, decay) in [(true, Float(0.1)), (true, 0), (false, 0.1), (false, 0)] {
        var (dense, late) = (State(count, withMoments: withMoments), State(count, withMoments: withMoments))
        var history = AdamWKernel.History()
        history.append(Self.options(step: 99, decay: 1))
        for step in 0..<steps {
          let options = Self.options(step: step, decay: decay)
          AdamWKernel.update(
            parameters: &dense.parameters, gradients: [Float](repeating: 0, count: count), firstMoment: &dense.first,
            secondMoment: &dense.second, count: count, options: options, kernels: kernels(name))
          history.append(options)
        }
        AdamWKernel.catchUp(
          parameters: &late.parameters, firstMoment: &late.first, secondMoment: &late.second, count: count,
          history: history, from: 1, kernels: kernels(name))
        #expect(dense == late, "\(count) parameters, moments \(withMoments), decay \(decay)")
      }
    }
  }
}
