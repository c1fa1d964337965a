import Tensors
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct AttentionTests {
  private let hidden = 24
  private let heads = 3
  private let lengths = [1, 5, 17, 2]
  private var tokens: Int { lengths.reduce(0, +) }
  private var offsets: [Int] { lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } }

  private struct Layer {
    let x: FloatBuffer
    let weight: FloatBuffer
    let bias: FloatBuffer
    let firstsGradient: FloatBuffer
  }

  private func layer() -> Layer {
    Layer(
      x: FloatBuffer(numbers(tokens * hidden, seed: 1)),
      weight: FloatBuffer(numbers(3 * hidden * hidden, seed: 2, scale: 0.3)),
      bias: FloatBuffer(numbers(3 * hidden, seed: 3)),
      firstsGradient: FloatBuffer(numbers(lengths.count * hidden, seed: 4)))
  }

  private struct Result {
    var context: [Float]
    var dx: [Float]
    var dWeight: [Float]
    var dBias: [Float]
  }

  /// Keys and values for all tokens, attention of all tokens, gradients of all tokens but the first ones being 0.
  private func long(_ l: Layer, _ site: DropoutSite) -> Result {
    let attention = Attention(hidden: hidden, heads: heads)
    let linear = Linear(inputs: hidden, outputs: 3 * hidden)
    let (qkv, context) = (FloatBuffer(count: tokens * 3 * hidden), FloatBuffer(count: tokens * hidden))
    let gradient = FloatBuffer(count: tokens * hidden)
    let scratch = FloatBuffer(count: attention.backwardScratch(length: 17))
    linear.forward(l.x.pointer, weight: l.weight.pointer, bias: l.bias.pointer, into: qkv.pointer, rows: tokens)
    var firsts: [Float] = []
    for (b, length) in lengths.enumerated() {
      for head in 0..<heads {
        attention.forward(
          head: head, qkv: qkv.pointer + offsets[b] * 3 * hidden, context: context.pointer + offsets[b] * hidden,
          length: length, scratch: scratch.pointer, dropout: site, firstRow: offsets[b])
      }
      firsts += (0..<hidden).map { context.pointer[offsets[b] * hidden + $0] }
      for c in 0..<hidden { gradient.pointer[offsets[b] * hidden + c] = l.firstsGradient.pointer[b * hidden + c] }
      for head in 0..<heads {
        attention.backward(
          head: head, qkv: qkv.pointer + offsets[b] * 3 * hidden,
          contextGradient: gradient.pointer + offsets[b] * hidden, length: length, scratch: scratch.pointer,
          dropout: site, firstRow: offsets[b])
      }
    }
    let (dx, dWeight) = (FloatBuffer(count: tokens * hidden), FloatBuffer(count: 3 * hidden * hidden))
    let dBias = FloatBuffer(count: 3 * hidden)
    linear.backwardWeight(
      qkv.pointer, input: l.x.pointer, weightGradient: dWeight.pointer, biasGradient: dBias.pointer, rows: tokens)
    linear.backwardInput(qkv.pointer, weight: l.weight.pointer, into: dx.pointer, rows: tokens)
    return Result(context: firsts, dx: dx.array, dWeight: dWeight.array, dBias: dBias.array)
  }

  /// The same by `TokenZeroAttention`.
  private func short(_ l: Layer, _ site: DropoutSite) -> Result {
    let attention = TokenZeroAttention(hidden: hidden, heads: heads)
    let linear = Linear(inputs: hidden, outputs: hidden)
    let count = lengths.count
    func room(_ count: Int) -> FloatBuffer { FloatBuffer(count: count) }
    let (firsts, q, dq, context) = (
      room(count * hidden), room(count * hidden), room(count * hidden), room(count * hidden)
    )
    let (folded, mixed, mass) = (room(count * heads * hidden), room(count * heads * hidden), room(count * heads))
    let (p, scratch) = (room(heads * tokens), room(attention.backwardScratch(count: count, longest: 17)))
    let (dx, dWeight, dBias) = (room(tokens * hidden), room(3 * hidden * hidden), room(3 * hidden))
    for b in 0..<count {
      for c in 0..<hidden { firsts.pointer[b * hidden + c] = l.x.pointer[offsets[b] * hidden + c] }
    }
    linear.forward(firsts.pointer, weight: l.weight.pointer, bias: l.bias.pointer, into: q.pointer, rows: count)
    func pointers(_ weight: FloatBuffer, _ bias: FloatBuffer) -> TokenZeroAttention.Weights {
      .init(
        key: weight.pointer + hidden * hidden, value: weight.pointer + 2 * hidden * hidden,
        valueBias: bias.pointer + 2 * hidden)
    }
    let saved = TokenZeroAttention.Saved(
      folded: folded.pointer, mixed: mixed.pointer, mass: mass.pointer, probabilities: p.pointer)
    var firstContext: [Float] = []
    offsets.withUnsafeBufferPointer { offsets in
      guard let base = offsets.baseAddress else { return }
      let sequences = TokenZeroAttention.Sequences(offsets: base, count: count)
      attention.forward(
        sequences, q: q.pointer, x: l.x.pointer, weights: pointers(l.weight, l.bias), context: context.pointer,
        saved: saved, scratch: scratch.pointer, dropout: site)
      firstContext = context.array
      attention.backward(
        sequences, q: q.pointer, x: l.x.pointer, weights: pointers(l.weight, l.bias),
        gradients: pointers(dWeight, dBias), dContext: l.firstsGradient.pointer, saved: saved, dq: dq.pointer,
        dx: dx.pointer, scratch: scratch.pointer, dropout: site)
    }
    linear.backwardWeight(
      dq.pointer, input: firsts.pointer, weightGradient: dWeight.pointer, biasGradient: dBias.pointer, rows: count)
    let dFirsts = room(count * hidden)
    linear.backwardInput(dq.pointer, weight: l.weight.pointer, into: dFirsts.pointer, rows: count)
    for b in 0..<count {
      for c in 0..<hidden { dx.pointer[offsets[b] * hidden + c] += dFirsts.pointer[b * hidden + c] }
    }
    return Result(context: firstContext, dx: dx.array, dWeight: dWeight.array, dBias: dBias.array)
  }

  /// The algebra of token 0's short way gives what the long way gives, with the same elements dropped.
  @Test(arguments: [0, 0.4] as [Float]) func tokenZeroIsRowZero(probability: Float) {
    MatrixMultiply.prepare()
    let site = DropoutSite(key: 5, probability: probability)
    let (found, expected) = (short(layer(), site), long(layer(), site))
    #expect(difference(found.context, expected.context) < 1e-5)
    #expect(difference(found.dx, expected.dx) < 1e-5)
    #expect(difference(found.dWeight, expected.dWeight) < 1e-5)
    #expect(difference(found.dBias, expected.dBias) < 1e-5)
  }

  /// Of q, k and v side by side, in double precision; `read` is what a product reads a number as.
  private func truth(_ qkv: [Float], head: Int, length: Int, read: ([Float]) -> [Float]) -> [Float] {
    let (size, numbers) = (hidden / heads, read(qkv))
    func number(_ part: Int, _ row: Int, _ c: Int) -> Double {
      Double(numbers[row * 3 * hidden + part * hidden + head * size + c])
    }
    return (0..<length).flatMap { i in
      let scores = (0..<length).map { j in
        (0..<size).reduce(0.0) { $0 + number(0, i, $1) * number(1, j, $1) } / Double(size).squareRoot()
      }
      let powers = scores.map { exp($0 - (scores.max() ?? 0)) }
      let total = powers.reduce(0, +)
      let p = read(powers.map { Float($0 / total) })
      return (0..<size).map { c in Float((0..<length).reduce(0.0) { $0 + Double(p[$1]) * number(2, $1, c) }) }
    }
  }

  private func readBFloat16(_ x: [Float]) -> [Float] {
    var (halves, read) = ([UInt16](repeating: 0, count: x.count), x)
    BFloat16Conversion.fromFloat(x, into: &halves, count: x.count)
    BFloat16Conversion.toFloat(halves, into: &read, count: x.count)
    return read
  }

  /// Around the edges of the blocks of rows and of columns, in every set of kernels.
  @Test(arguments: KernelTable.all.map(\.name), [1, 2, 17, 27, 28, 29, 32, 33, 57, 130])
  func contextIsTheMeanByProbability(name: String, length: Int) {
    MatrixMultiply.prepare()
    let qkv = numbers(length * 3 * hidden, seed: 7)
    for (precision, bound) in [(Precision.fp32, Float(4e-6)), (.bf16, 6e-3)] {
      let attention = Attention(hidden: hidden, heads: heads, precision: precision, kernels: kernels(name))
      for head in 0..<heads {
        var context = [Float](repeating: 7, count: length * hidden)
        var scratch = [Float](repeating: 0, count: attention.forwardScratch(length: length))
        attention.forward(head: head, qkv: qkv, context: &context, length: length, scratch: &scratch)
        let columns = head * hidden / heads..<(head + 1) * hidden / heads
        let found = context.indices.filter { columns.contains($0 % hidden) }.map { context[$0] }
        let wanted = truth(qkv, head: head, length: length, read: precision == .bf16 ? readBFloat16 : { $0 })
        #expect(difference(found, wanted, floor: 1) < bound, "\(precision), head \(head)")
        #expect(context.indices.allSatisfy { columns.contains($0 % hidden) || context[$0] == 7 })
      }
    }
  }
}
