private import JSON

/// The weights of a Hugging Face directory: one file, or shards that an index lists; safetensors before PyTorch's, as
/// transformers chooses.
struct CheckpointFiles {
  private let directory: ModelDirectory

  private static let single = ["model.safetensors", "pytorch_model.bin"]
  private static let all = [
    "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json",
  ]

  init(_ directory: ModelDirectory) { self.directory = directory }

  /// Whether there are any.
  var exists: Bool { Self.all.contains { FileAccess.exists(directory.path(of: $0)) } }

  /// Opens them; with the path of the file, or of the index.
  func open() throws(ModelError) -> (path: String, files: [CheckpointFile]) {
    guard let name = Self.all.first(where: { FileAccess.exists(directory.path(of: $0)) }) else {
      let names = Self.all.joined(separator: ", ")
      throw ModelError(file: directory.path, problem: "has no weights: none of \(names) is there")
    }
    let path = directory.path(of: name)
    if Self.single.contains(name) { return (path, [try CheckpointFile(path: path)]) }
    return (path, try shards(path))
  }

  /// Opens the files that the index lists, and holds that each has what the index says.
  private func shards(_ path: String) throws(ModelError) -> [CheckpointFile] {
    let map = try weightMap(path)
    var files: [CheckpointFile] = []
    for shard in Set(map.values).sorted() {
      let file = try CheckpointFile(path: directory.path(of: shard))
      let names = Set(file.names)
      if let missing = map.first(where: { $0.value == shard && !names.contains($0.key) })?.key {
        throw ModelError(file: path, field: "weight_map.\(missing)", problem: "is not in \(shard)")
      }
      files.append(file)
    }
    return files
  }

  /// The file of each tensor. A file's name must be just that: an index leads to no other directory.
  private func weightMap(_ path: String) throws(ModelError) -> [String: String] {
    let bytes = try FileAccess.read(path)
    var map: [String: String] = [:]
    do {
      for (name, file) in try JSONDecodingReader(try JSONValue(parsing: bytes)).field("weight_map").object() {
        guard let file = file.stringValue, !file.contains("/"), !file.utf8.contains(0),
          file.hasSuffix(path.hasSuffix(".bin.index.json") ? ".bin" : ".safetensors")
        else { throw JSONFieldError(path: "weight_map.\(name)", problem: "is not the name of a file beside the index") }
        map[name] = file
      }
    } catch let error as JSONFieldError {
      throw ModelError(file: path, field: error.path, problem: error.problem)
    } catch {
      throw ModelError(file: path, problem: "\(error)")
    }
    guard !map.isEmpty else { throw ModelError(file: path, field: "weight_map", problem: "lists no tensors") }
    return map
  }
}
