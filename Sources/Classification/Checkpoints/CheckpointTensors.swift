internal import JSON
internal import Tensors

/// A checkpoint's tensors by the names that this program has for them, in whichever files they lie.
struct CheckpointTensors {
  /// The file that a person would look into: the only one, or the index.
  let path: String
  private let files: [CheckpointFile]
  /// Where the tensor of each name lies, and what it is called there.
  private var places: [String: Place] = [:]

  private struct Place {
    let file: Int
    let name: String
  }

  /// The tensors of `model.safetensors`, under the names that they have there.
  init(weightsOf directory: ModelDirectory) throws(ModelError) {
    let path = directory.path(of: .weights)
    guard directory.has(.weights) else {
      let other = CheckpointFiles(directory).exists ? "; `parlance import` makes it of the files that are there" : ""
      throw ModelError(file: path, problem: "is missing" + other)
    }
    try self.init(path: path, files: [CheckpointFile(path: path)]) { $0 }
  }

  /// The tensors of whatever weights a Hugging Face directory has, each under the name that it has in this program.
  init(publishedIn directory: ModelDirectory) throws(ModelError) {
    let published = try CheckpointFiles(directory).open()
    let names = CheckpointNames(published.files.flatMap(\.names))
    try self.init(path: published.path, files: published.files, rename: names.canonical)
  }

  private init(path: String, files: [CheckpointFile], rename: (String) -> String) throws(ModelError) {
    self.path = path
    self.files = files
    for (index, file) in files.enumerated() {
      for name in file.names {
        let known = rename(name)
        if let other = places.updateValue(Place(file: index, name: name), forKey: known) {
          throw ModelError(file: file.path, field: name, problem: "is the same as \(other.name)")
        }
      }
    }
  }

  /// All names, sorted.
  var names: [String] { places.keys.sorted() }

  /// The bytes of all files.
  var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

  func shape(_ name: String) -> [Int]? { places[name].flatMap { files[$0.file].shape($0.name) } }

  /// Refuses a tensor whose elements are no floats.
  func checkDType(_ name: String) throws(ModelError) {
    guard let place = places[name], let dtype = files[place.file].unreadableDType(place.name) else { return }
    throw error(name, "is stored as \(dtype)")
  }

  /// A matrix that is there in half precision; nil where there is none of that name.
  func halfRows(_ name: String) -> HalfRows? {
    places[name].flatMap { files[$0.file].halfRows($0.name) }
  }

  /// Copies the tensor as floats.
  func copy(_ name: String, into destination: UnsafeMutableBufferPointer<Float>) throws(ModelError) {
    guard let place = places[name] else { throw error(name, "is missing") }
    try files[place.file].copy(place.name, into: destination)
  }

  /// An error about a tensor, in the file where it lies, under the name that it has there.
  func error(_ name: String, _ problem: String) -> ModelError {
    guard let place = places[name] else { return ModelError(file: path, field: name, problem: problem) }
    return ModelError(file: files[place.file].path, field: place.name, problem: problem)
  }
}

/// The names under which checkpoints have the tensors of RoBERTa.
struct CheckpointNames {
  /// Whether they are those of a `RobertaModel` alone, without `roberta.` before them.
  private let isBare: Bool

  init(_ names: [String]) { isBare = !names.contains { $0.hasPrefix("roberta.") } }

  /// The name that `ParameterTable` has for the tensor, where it has one.
  func canonical(_ name: String) -> String {
    var name = name
    if isBare, ["embeddings.", "encoder.", "pooler."].contains(where: name.hasPrefix) { name = "roberta." + name }
    // What LayerNorm's parameters were called in checkpoints that came from TensorFlow.
    for (old, new) in [("LayerNorm.gamma", "LayerNorm.weight"), ("LayerNorm.beta", "LayerNorm.bias")]
    where name.hasSuffix(old) { name = name.dropLast(old.count) + new }
    return name
  }
}
