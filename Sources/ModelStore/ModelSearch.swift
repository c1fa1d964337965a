internal import Files

/// Which model answers: the first of the places in `ModelOrigin`'s order that holds one.
package struct ModelSearch: Sendable {
  /// The model that the user named; nothing else is then looked at.
  package var named: String?
  /// The workspace's root, where one is known.
  package var workspace: String?
  /// What the environment says.
  package var environment: ModelEnvironment
  /// The files that came with the program.
  package var dataFiles: DataFiles

  /// A search with the user's choice and the workspace given, the rest taken from the process.
  package init(
    named: String? = nil, workspace: String? = nil, environment: ModelEnvironment = .process,
    dataFiles: DataFiles = .ofThisProgram
  ) {
    self.named = named
    self.workspace = workspace
    self.environment = environment
    self.dataFiles = dataFiles
  }

  /// The places to look at, in order. A model that the user named is the only one: a spelling mistake there should be
  /// an error, and not another model's answer.
  package var places: [ModelPlace] {
    if let named { return [ModelPlace(path: environment.expandingHome(named), origin: .named)] }
    if let path = environment.model { return [ModelPlace(path: environment.expandingHome(path), origin: .environment)] }
    var places: [ModelPlace] = []
    if let workspace { places.append(ModelPlace(path: "\(workspace)/.parlance/model", origin: .workspace)) }
    if let dataHome = environment.dataHome {
      places.append(ModelPlace(path: "\(dataHome)/parlance/model", origin: .userData))
    }
    // A program installed into ~/.local has its own model where the user's would be: one place, named once.
    let known = Set(places.map(\.path))
    let program = dataFiles.candidates("model").filter { !known.contains($0) }
    return places + program.map { ModelPlace(path: $0, origin: .program) }
  }

  /// The model that answers, and why. Throws an error that lists every place looked at where there is none.
  package func locate() throws(ModelNotFound) -> ModelPlace {
    var missing: [(place: ModelPlace, problem: String)] = []
    for place in places {
      guard let problem = Self.problem(at: place.path) else { return place }
      missing.append((place, problem))
    }
    throw ModelNotFound(places: missing)
  }

  /// What keeps the directory at `path` from being a model, or nil. Whether the model is whole is found when it is
  /// loaded; `config.json` is what tells a model from an empty directory.
  private static func problem(at path: String) -> String? {
    switch FileKind(path: path) {
    case .missing: "nothing there"
    case .file, .other: "not a directory"
    case .directory: FileKind(path: "\(path)/config.json") == .file ? nil : "no config.json in it"
    }
  }
}
