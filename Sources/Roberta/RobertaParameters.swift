#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Synchronization
package import Tensors

/// A model's numbers in one flat buffer, found by Hugging Face's names.
package final class RobertaParameters: @unchecked Sendable {
  package let configuration: RobertaConfiguration
  package let table: ParameterTable
  /// The word embedding in half precision, where the file has it so: inference reads those rows of it that it needs, so
  /// that a start costs neither the time nor the memory of more.
  package let words: HalfRows?
  /// What `buffer` is, but that the word embedding may not be there yet.
  let bufferBesideWords: FloatBuffer
  private let hasWords: Mutex<Bool>

  /// All zero, to be filled by a reader, the word embedding aside where it is given.
  package init(configuration: RobertaConfiguration, words: HalfRows? = nil) {
    precondition(words.map { $0.rows == configuration.vocabSize } ?? true, "RobertaParameters: other words")
    self.configuration = configuration
    self.words = words
    table = ParameterTable(configuration)
    bufferBesideWords = FloatBuffer(count: table.totalCount)
    hasWords = Mutex(words == nil)
  }

  /// The name of the word embedding.
  package static let wordEmbedding = "roberta.embeddings.word_embeddings.weight"

  /// `table.totalCount` floats.
  package var buffer: FloatBuffer {
    hasWords.withLock { hasWords in
      if !hasWords {
        let target = bufferBesideWords.pointer + table.offset(Self.wordEmbedding)
        words?.read(0, count: configuration.vocabSize, into: target)
        hasWords = true
      }
    }
    return bufferBesideWords
  }

  /// As transformers draws a new model: weights N(0, initializerRange) with the padding rows 0, biases 0, layer norm
  /// gains 1. The same seed gives the same bits.
  package convenience init(configuration: RobertaConfiguration, seed: UInt64) {
    self.init(configuration: configuration)
    for (index, descriptor) in table.descriptors.enumerated() {
      if descriptor.name.hasSuffix("LayerNorm.weight") {
        floats(descriptor).update(repeating: 1)
      } else if descriptor.hasWeightDecay {
        draw(descriptor, seed: seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
      }
    }
    for name in ["word_embeddings", "position_embeddings"] { zeroPaddingRow("roberta.embeddings.\(name).weight") }
  }

  /// The parameter of that Hugging Face name. Asking for one that the model has not is our own mistake.
  package subscript(name: String) -> UnsafeMutableBufferPointer<Float> {
    guard let descriptor = table[name] else { preconditionFailure("RobertaParameters: no \(name)") }
    return floats(descriptor)
  }

  /// A copy that training may change without changing this one.
  package func copy() -> RobertaParameters {
    let other = RobertaParameters(configuration: configuration)
    other.buffer.pointer.update(from: buffer.pointer, count: table.totalCount)
    return other
  }

  /// Takes the mean with the parameters of a model of the same table, which weigh `share`, 0 to 1. What is equal, as frozen
  /// weights are, stays so to the bit.
  package func mix(with other: RobertaParameters, share: Float) {
    precondition(table.totalCount == other.table.totalCount, "RobertaParameters: another table")
    FloatRows.mix(other.buffer.pointer, share: share, into: buffer.pointer, count: table.totalCount)
  }

  private func floats(_ descriptor: ParameterDescriptor) -> UnsafeMutableBufferPointer<Float> {
    let buffer = descriptor.name == Self.wordEmbedding ? buffer : bufferBesideWords
    return UnsafeMutableBufferPointer(start: buffer.pointer + descriptor.offset, count: descriptor.count)
  }

  private func zeroPaddingRow(_ name: String) {
    let size = configuration.hiddenSize
    let row = self[name].dropFirst(configuration.padTokenID * size).prefix(size)
    for index in row.indices { buffer.pointer[table.offset(name) + index] = 0 }
  }

  /// Box and Muller on splitmix64.
  private func draw(_ descriptor: ParameterDescriptor, seed: UInt64) {
    var generator = SplitMix64(state: seed)
    let deviation = configuration.initializerRange
    let values = floats(descriptor)
    for index in stride(from: 0, to: descriptor.count, by: 2) {
      let radius = (-2 * log(1 - generator.uniform())).squareRoot() * deviation
      let angle = 2 * Double.pi * generator.uniform()
      values[index] = Float(radius * cos(angle))
      if index + 1 < descriptor.count { values[index + 1] = Float(radius * sin(angle)) }
    }
  }
}

/// Steele, Lea and Flood's generator (2014): small, and the same everywhere.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator at `state`.
  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// In 0..<1, of 53 bits.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}
