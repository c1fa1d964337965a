internal import Files
internal import JSON

/// The models that a workspace (or a user) keeps, and which of them answers.
///
/// In the workspace's `.parlance`: `models/ID/`, a model directory each, and `model`, a symbolic link to one of them,
/// where `ModelSearch` looks. A model is brought to disk and moved into `models` before the link is made anew under
/// another name and renamed over the old one: at any instant the old model answers or the new one, whole. Without a link
/// the next of `ModelOrigin`'s places answers.
package struct ModelVersions: Sendable {
  /// The folder of all that is kept: a workspace's `.parlance`.
  package let directory: String
  /// The workspace whose folder it is, which has to be there; nil for the user's.
  private let workspace: String?
  private let clock: @Sendable () -> Int
  /// The versions' folder, relative to `directory`.
  static let folder = "models"
  /// How many versions are kept, the one that answers and the one before it not counted.
  package static let limit = 5

  /// The models of the workspace at `path`; `clock` tells the seconds since 1970.
  package init(workspace path: String, clock: @escaping @Sendable () -> Int = { VersionID.now }) {
    self.init(directory: path + "/.parlance", workspace: path, clock: clock)
  }

  /// The models in the user's data directory, which answer where a workspace has none.
  ///
  /// - Throws: `ModelStoreError.programDirectory` where the program is installed there with its own.
  package init?(
    userOf environment: ModelEnvironment, dataFiles: DataFiles = .ofThisProgram,
    clock: @escaping @Sendable () -> Int = { VersionID.now }
  ) throws(ModelStoreError) {
    guard let home = environment.dataHome else { return nil }
    let directory = home + "/parlance"
    guard !dataFiles.directories.contains(directory) else { throw .programDirectory(directory) }
    self.init(directory: directory, workspace: nil, clock: clock)
  }

  private init(directory: String, workspace: String?, clock: @escaping @Sendable () -> Int) {
    self.directory = directory
    self.workspace = workspace
    self.clock = clock
  }

  /// Where `ModelSearch` looks.
  package var pointerPath: String { directory + "/model" }
  var versionsPath: String { "\(directory)/\(Self.folder)" }

  /// What stands there.
  package var pointer: ModelPointer { ModelPointer(path: pointerPath, versions: Self.folder) }

  /// All versions, the oldest first.
  package var all: [ModelVersion] {
    ids.map(version).sorted { ($0.date ?? .min, $0.id) < ($1.date ?? .min, $1.id) }
  }

  /// The version that the pointer leads to; nil where it leads to none, or to one that is gone.
  package var answering: ModelVersion? {
    guard case .version(let id) = pointer, isModel(version(id).path) else { return nil }
    return version(id)
  }

  var ids: [String] { Directory.names(in: versionsPath).filter { Self.isName($0) && isModel("\(versionsPath)/\($0)") } }

  func version(_ id: String) -> ModelVersion { ModelVersion(id: id, path: "\(versionsPath)/\(id)") }

  /// `config.json` is what tells a model from an empty directory, as for `ModelSearch`.
  func isModel(_ path: String) -> Bool { FileKind(path: path + "/config.json") == .file }

  /// Whether it may be a version's name: a path's last component, not hidden.
  static func isName(_ name: String) -> Bool { !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") }

  func freeID() -> String { VersionID.free(at: clock()) { FileKind(path: "\(versionsPath)/\($0)") != .missing } }

  var seconds: Int { clock() }

  /// Makes the folder where it is missing, with a `.gitignore` in a workspace, so that nobody commits models by mistake. A
  /// workspace that is not there is not made: an editor may name one that was removed.
  package func makeDirectory() throws(ModelStoreError) {
    if let workspace, FileKind(path: workspace) != .directory { throw .noWorkspace(workspace) }
    try asStoreError { () throws(FileError) in try Directory.make(directory) }
    let ignore = directory + "/.gitignore"
    guard workspace != nil, FileKind(path: ignore) == .missing else { return }
    try asStoreError { () throws(FileError) in try AtomicFileWriter.write(Array("*\n".utf8), to: ignore) }
  }
}
