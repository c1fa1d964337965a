package import Files

/// Why the models of a workspace could not be listed or changed. What answered before answers still.
package enum ModelStoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The system refused something.
  case file(FileError)
  /// The workspace's folder is not there, or is none.
  case noWorkspace(String)
  /// There is something else in the place of a model.
  case notAModel(path: String, problem: String)
  /// No version has that name, and no directory is there.
  case unknown(name: String, known: [String], directory: String)
  /// Another process has the lock; who, where it said so.
  case busy(path: String, holder: String?)
  /// Another model answers by now than the one that was to be replaced.
  case changed(pointer: String)
  /// Nothing to go back from.
  case nothingBefore(pointer: String)
  /// The directory belongs to the program itself.
  case programDirectory(String)

  /// What is wrong, where, and what to do.
  package var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .noWorkspace(let path): "\(path): there is no such folder"
    case .notAModel(let path, let problem): "\(path): \(problem)"
    case .unknown(let name, let known, let directory):
      known.isEmpty
        ? "\(name): neither a model directory nor a model of \(directory), which has none"
        : "\(name): neither a model directory nor a model of \(directory), which has \(known.joined(separator: ", "))"
    case .busy(let path, let holder):
      "\(path): another process has this lock" + (holder.map { " (\($0))" } ?? "")
    case .changed(let pointer): "\(pointer): another model was put there meanwhile"
    case .nothingBefore(let pointer): "\(pointer): there is no model to go back from"
    case .programDirectory(let path):
      "\(path): the program's own model is there; install the program elsewhere to keep models of your own there"
    }
  }
}

/// Does what `body` does, its errors as the store's.
func asStoreError<Value>(_ body: () throws(FileError) -> Value) throws(ModelStoreError) -> Value {
  do throws(FileError) { return try body() } catch { throw .file(error) }
}
