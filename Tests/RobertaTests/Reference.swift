import JSON
import Roberta
import Safetensors
import TestSupport

/// The tiny model that PyTorch and transformers ran (`Fixtures/roberta/generate.py`).
struct Reference {
  let configuration: RobertaConfiguration
  let parameters: RobertaParameters
  let batch: PackedBatch
  let numbers: SafetensorsFile

  init() throws {
    let text = try readFile(Repository.fixture("roberta/model/config.json"))
    configuration = try RobertaConfiguration(json: JSONValue(parsing: text))
    parameters = RobertaParameters(configuration: configuration)
    let weights = try SafetensorsFile(path: Repository.fixture("roberta/model/model.safetensors"))
    for descriptor in parameters.table.descriptors {
      try weights.copyFloats(descriptor.name, into: parameters[descriptor.name])
    }
    numbers = try SafetensorsFile(path: Repository.fixture("roberta/reference.safetensors"))
    let ids = integers("inputIDs", numbers)
    let offsets = integers("sequenceOffsets", numbers)
    batch = PackedBatch(zip(offsets, offsets.dropFirst()).map { Array(ids[Int($0)..<Int($1)]) })
  }

  /// A tensor of the reference.
  func floats(_ name: String) throws -> [Float] {
    let count = numbers.info(name)?.elementCount ?? 0
    var values = [Float](repeating: 0, count: count)
    try values.withUnsafeMutableBufferPointer { try numbers.copyFloats(name, into: $0) }
    return values
  }

  /// One-hot rows of the reference's labels.
  var targets: [Float] {
    let labels = integers("labels", numbers)
    return labels.flatMap { label in (0..<configuration.numLabels).map { $0 == Int(label) ? 1 : 0 } }
  }
}

private func integers(_ name: String, _ file: SafetensorsFile) -> [Int32] {
  guard let bytes = file.bytes(name) else { return [] }
  return (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
}

/// The largest difference, over the largest magnitude expected (at least `floor`).
func relativeDifference(_ found: some Collection<Float>, _ expected: [Float], floor: Float = 0) -> Float {
  var difference: Float = 0
  var largest = floor
  for (a, b) in zip(found, expected) {
    difference = max(difference, a.isFinite ? abs(a - b) : .infinity)
    largest = max(largest, abs(b))
  }
  return largest == 0 ? difference : difference / largest
}
