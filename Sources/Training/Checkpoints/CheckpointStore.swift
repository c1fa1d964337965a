internal import Files
internal import JSON
internal import Roberta
internal import Safetensors
internal import Tensors

/// The checkpoints of a run: `checkpoints/step-N/` with `state.json` and `tensors.safetensors`, and the best weights.
///
/// A checkpoint is written under a temporary name and renamed when all of it is on the disk, so that a crash at any
/// instant leaves the one before. Parameters, both moments and the average are stored in full precision; of the moments
/// only what belongs to layers that have learned, which is the end of their buffers.
struct CheckpointStore: Sendable {
  /// The directory of the checkpoints.
  let path: String
  /// What a resumed run must have in common with the one that wrote the checkpoint.
  let identity: RunIdentity
  /// How many checkpoints are kept, that of the best step not counted.
  let limit: Int

  private var bestPath: String { path + "/best.safetensors" }
  private static let prefix = "step-"

  /// A checkpoint that was taken up.
  struct Restored {
    var state: RunState
    /// The newer ones that could not be, and why.
    var damaged: [TrainingError] = []
  }

  /// Writes the run as it stands and drops older checkpoints than `limit` allows, but never that of the best step.
  func write(_ learner: Learner, _ state: RunState) throws(TrainingError) {
    learner.settle()
    try Files.makeDirectory(path)
    let name = Self.name(step: state.step)
    try Files.stage("\(path)/\(name)") { directory throws(TrainingError) in
      let tensors = Self.tensors(of: learner, momentsFrom: learner.optimizer.learningStart)
      try writeTensors(tensors, to: directory + "/tensors.safetensors")
      var object = state.json()
      object["identity"] = identity.json()
      try Files.writeAtomically(JSONValue.object(object).serialized(pretty: true), to: directory + "/state.json")
    }
    let kept = Set([Self.name(step: state.bestStep)] + Self.finished(in: path).suffix(limit))
    for old in Self.finished(in: path) where !kept.contains(old) { try Files.retireDirectory("\(path)/\(old)") }
  }

  /// Brings the learner to the state of the newest checkpoint that is whole; nil where there is none at all.
  ///
  /// - Throws: `TrainingError.checkpoint` where every one is damaged, or of a run with other data or another
  ///   configuration.
  func restore(_ learner: Learner) throws(TrainingError) -> Restored? {
    var damaged: [TrainingError] = []
    for name in Self.finished(in: path).reversed() {
      do throws(TrainingError) {
        return Restored(state: try restore(learner, from: "\(path)/\(name)"), damaged: damaged)
      } catch {
        guard case .checkpoint = error else { throw error }
        damaged.append(error)
      }
    }
    if let first = damaged.first { throw first }
    return nil
  }

  private func restore(_ learner: Learner, from directory: String) throws(TrainingError) -> RunState {
    let state = try readState(directory + "/state.json")
    try readTensors(
      Self.tensors(of: learner, momentsFrom: 0), ends: ["firstMoment", "secondMoment"],
      from: directory + "/tensors.safetensors")
    let count = learner.optimizer.layerUpdates.count
    let layerUpdates = state.layerUpdates ?? [Int](repeating: state.optimizerUpdates, count: count)
    guard layerUpdates.count == count else {
      throw .checkpoint(path: directory, problem: "is of a model of \(layerUpdates.count - 2) layers, not \(count - 2)")
    }
    learner.optimizer.restore(updates: state.optimizerUpdates, layerUpdates: layerUpdates)
    learner.average?.updates = state.averageUpdates
    if let scaler = state.scaler, learner.scaler != nil { learner.scaler = scaler }
    return state
  }

  /// Keeps the weights that are the best so far.
  func writeBest(_ parameters: RobertaParameters) throws(TrainingError) {
    try Files.makeDirectory(path)
    try writeTensors([("parameters", parameters.buffer.buffer)], to: bestPath)
  }

  /// Reads the best weights into `parameters`; false where none were kept.
  func readBest(into parameters: RobertaParameters) throws(TrainingError) -> Bool {
    guard Files.exists(bestPath) else { return false }
    try readTensors([("parameters", parameters.buffer.buffer)], from: bestPath)
    return true
  }

  /// Whether there is a checkpoint to go on from.
  var hasCheckpoints: Bool { Self.hasCheckpoints(in: path) }

  /// Whether there is a checkpoint to go on from in the directory `path`.
  static func hasCheckpoints(in path: String) -> Bool { !finished(in: path).isEmpty }

  /// Removes what an earlier run left.
  func clear() throws(TrainingError) {
    try Files.removeDirectory(path)
  }

  /// The names of the whole checkpoints, the oldest first.
  private static func finished(in path: String) -> [String] {
    Files.names(in: path).filter { $0.hasPrefix(prefix) && Int($0.dropFirst(prefix.count)) != nil }
  }

  /// Padded, so that names sort as numbers do.
  private static func name(step: Int) -> String {
    let digits = String(step)
    return prefix + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }

  private typealias Floats = UnsafeMutableBufferPointer<Float>

  private static func tensors(of learner: Learner, momentsFrom start: Int) -> [(String, Floats)] {
    let optimizer = learner.optimizer
    var tensors = [("parameters", learner.parameters.buffer.buffer)]
    for (name, moment) in [("firstMoment", optimizer.firstMoment), ("secondMoment", optimizer.secondMoment)] {
      tensors.append((name, Floats(rebasing: moment.buffer[start...])))
    }
    if let average = learner.average { tensors.append(("average", average.parameters.buffer.buffer)) }
    return tensors
  }

  private func writeTensors(_ tensors: [(String, Floats)], to file: String) throws(TrainingError) {
    let records = tensors.map { name, floats in
      SafetensorsTensor(
        name: name, dtype: .f32, shape: [floats.count], source: UnsafeBufferPointer(floats))
    }
    do throws(SafetensorsError) {
      try SafetensorsWriter.write(records, metadata: [:], to: file)
    } catch {
      throw .file(path: error.path, reason: "\(error.problem)")
    }
  }

  /// Fills `tensors`; of those in `ends` the file may have the end alone, and what is before it is 0: it may hold
  /// something of a newer checkpoint, whose damage was found late.
  private func readTensors(
    _ tensors: [(String, Floats)], ends: Set<String> = [], from file: String
  ) throws(TrainingError) {
    do throws(SafetensorsError) {
      let source = try SafetensorsFile(path: file)
      for (name, floats) in tensors {
        let count = ends.contains(name) ? min(floats.count, source.info(name)?.elementCount ?? 0) : floats.count
        Floats(rebasing: floats.dropLast(count)).update(repeating: 0)
        try source.copyFloats(name, into: Floats(rebasing: floats.suffix(count)))
      }
    } catch {
      throw .checkpoint(path: error.path, problem: "\(error.problem)")
    }
  }

  private func readState(_ file: String) throws(TrainingError) -> RunState {
    let json: JSONValue
    let state: RunState
    do {
      json = try JSONValue(parsing: try Files.read(file))
      state = try RunState(json: json)
    } catch let error as TrainingError {
      throw .checkpoint(path: file, problem: error.reason)
    } catch {
      throw .checkpoint(path: file, problem: "\(error)")
    }
    if let difference = identity.difference(from: json["identity"] ?? .null) {
      throw .otherRun(path: file, difference: difference)
    }
    return state
  }
}
