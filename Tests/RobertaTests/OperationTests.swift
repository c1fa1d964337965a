import Safetensors
import Tensors
import TestSupport
import Testing

/// Single operations against PyTorch's numbers (`Fixtures/roberta/generate.py`).
@Suite struct OperationTests {
  private let file: SafetensorsFile

  init() throws {
    MatrixMultiply.prepare()
    file = try SafetensorsFile(path: Repository.fixture("roberta/operations.safetensors"))
  }

  private func buffer(_ name: String) throws -> FloatBuffer {
    let info = try #require(file.info(name), "\(name)")
    let buffer = FloatBuffer(count: info.elementCount)
    try file.copyFloats(name, into: buffer.buffer)
    return buffer
  }

  @Test(arguments: [1, 7, 8, 65]) func layerNorm(size: Int) throws {
    func own(_ name: String) throws -> FloatBuffer { try buffer("layerNorm.\(size).\(name)") }
    let rows = 5
    let norm = LayerNorm(columns: size, epsilon: 1e-5)
    let (x, gamma, beta, dy) = (try own("x"), try own("weight"), try own("bias"), try own("dy"))
    let weights = LayerNorm.Weights(gamma: gamma.pointer, beta: beta.pointer)
    let (xhat, rstd) = (FloatBuffer(count: rows * size), FloatBuffer(count: rows))
    let saved = LayerNorm.Saved(xhat: xhat.pointer, rstd: rstd.pointer)
    let (dGamma, dBeta) = (FloatBuffer(count: size), FloatBuffer(count: size))
    norm.forward(x.pointer, weights: weights, into: x.pointer, saved: saved, rows: rows)
    norm.backward(
      dy.pointer, saved: saved, weights: weights, gradients: .init(gamma: dGamma.pointer, beta: dBeta.pointer),
      into: dy.pointer, rows: rows)
    #expect(relativeDifference(x.array, try own("y").array, floor: 1) < 1e-5)
    #expect(relativeDifference(dy.array, try own("dx").array, floor: 1) < 1e-5)
    #expect(relativeDifference(dGamma.array, try own("dweight").array, floor: 1) < 1e-5)
    #expect(relativeDifference(dBeta.array, try own("dbias").array, floor: 1) < 1e-5)
  }

  @Test func gelu() throws {
    let (x, dy) = (try buffer("gelu.x"), try buffer("gelu.dy"))
    let (y, again, zeros) = (FloatBuffer(count: x.count), FloatBuffer(count: x.count), FloatBuffer(count: x.count))
    GELU.forward(x.pointer, bias: zeros.pointer, into: y.pointer, rows: 1, columns: x.count)
    GELU.backward(x.pointer, gradient: dy.pointer, output: again.pointer, count: x.count)
    let (expected, dx) = (try buffer("gelu.y").array, try buffer("gelu.dx").array)
    for i in 0..<x.count {
      #expect(abs(y.array[i] - expected[i]) <= 3e-7 * max(1, abs(expected[i])), "gelu(\(x.array[i]))")
      #expect(abs(dy.array[i] - dx[i]) <= 1e-6 * max(1, abs(dx[i])), "gelu'(\(x.array[i]))")
    }
    #expect(relativeDifference(again.array, y.array) < 1e-6)
  }

  @Test func linear() throws {
    let rows = 9
    let operation = Linear(inputs: 13, outputs: 11)
    let (x, weight, bias) = (try buffer("linear.x"), try buffer("linear.weight"), try buffer("linear.bias"))
    let dy = try buffer("linear.dy")
    let (y, dx) = (FloatBuffer(count: rows * 11), FloatBuffer(count: rows * 13))
    let (dWeight, dBias) = (FloatBuffer(count: 11 * 13), FloatBuffer(count: 11))
    operation.forward(x.pointer, weight: weight.pointer, bias: bias.pointer, into: y.pointer, rows: rows)
    operation.backwardInput(dy.pointer, weight: weight.pointer, into: dx.pointer, rows: rows)
    operation.backwardWeight(
      dy.pointer, input: x.pointer, weightGradient: dWeight.pointer, biasGradient: dBias.pointer, rows: rows)
    for (found, name) in [(y, "y"), (dx, "dx"), (dWeight, "dweight"), (dBias, "dbias")] {
      #expect(relativeDifference(found.array, try buffer("linear.\(name)").array) < 1e-6, "\(name)")
    }
  }

  @Test func attention() throws {
    let (heads, hidden, lengths) = (3, 24, [1, 9, 64, 2])
    let parts = try ["q", "k", "v"].map { try buffer("attention.\($0)").array }
    let rows = lengths.reduce(0, +)
    let qkv = FloatBuffer((0..<rows).flatMap { row in parts.flatMap { $0[row * hidden..<(row + 1) * hidden] } })
    let (context, dy) = (FloatBuffer(count: rows * hidden), try buffer("attention.dy"))
    let operation = Attention(hidden: hidden, heads: heads)
    let scratch = FloatBuffer(count: operation.backwardScratch(length: 64))
    var start = 0
    for length in lengths {
      let own = qkv.pointer + start * 3 * hidden
      for head in 0..<heads {
        operation.forward(
          head: head, qkv: own, context: context.pointer + start * hidden, length: length, scratch: scratch.pointer)
        operation.backward(
          head: head, qkv: own, contextGradient: dy.pointer + start * hidden, length: length, scratch: scratch.pointer)
      }
      start += length
    }
    #expect(relativeDifference(context.array, try buffer("attention.y").array) < 1e-6)
    for (index, name) in ["dq", "dk", "dv"].enumerated() {
      let found = (0..<rows * hidden).map { qkv.pointer[$0 / hidden * 3 * hidden + index * hidden + $0 % hidden] }
      #expect(relativeDifference(found, try buffer("attention.\(name)").array) < 1e-5, "\(name)")
    }
  }
}
