import ModelStore
import TestSupport
import Testing

/// A home, a workspace and an installed program, each of which may have a model.
private struct House {
  let root: TemporaryDirectory
  var variables: [String: String]

  init() throws {
    root = try TemporaryDirectory()
    variables = ["HOME": root.file("home")]
  }

  func addModel(_ directory: String) throws -> String {
    try root.write("{}", to: "\(directory)/config.json")
    return root.file(directory)
  }

  func search(named: String? = nil, workspace: Bool = true) -> ModelSearch {
    ModelSearch(
      named: named, workspace: workspace ? root.file("work") : nil,
      environment: ModelEnvironment { variables[$0] },
      dataFiles: DataFiles(executable: root.file("usr/bin/parlance")))
  }
}

@Suite struct ModelSearchTests {
  @Test func placesAnswerInOrder() throws {
    var house = try House()
    let program = try house.addModel("usr/share/parlance/model")
    #expect(try house.search().locate() == ModelPlace(path: program, origin: .program))
    let user = try house.addModel("home/.local/share/parlance/model")
    #expect(try house.search().locate() == ModelPlace(path: user, origin: .userData))
    let workspace = try house.addModel("work/.parlance/model")
    #expect(try house.search().locate() == ModelPlace(path: workspace, origin: .workspace))
    #expect(try house.search(workspace: false).locate() == ModelPlace(path: user, origin: .userData))
    let environment = try house.addModel("other")
    house.variables["PARLANCE_MODEL"] = environment
    #expect(try house.search().locate() == ModelPlace(path: environment, origin: .environment))
    let named = try house.addModel("named")
    #expect(try house.search(named: named).locate() == ModelPlace(path: named, origin: .named))
  }

  @Test func aNamedModelThatIsNotThereIsAnError() throws {
    var house = try House()
    _ = try house.addModel("work/.parlance/model")
    let named = #expect(throws: ModelNotFound.self) { try house.search(named: "/no/model").locate() }
    #expect(named?.places.map(\.place) == [ModelPlace(path: "/no/model", origin: .named)])
    house.variables["PARLANCE_MODEL"] = "/no/model"
    let environment = #expect(throws: ModelNotFound.self) { try house.search().locate() }
    #expect(environment?.places.map(\.place) == [ModelPlace(path: "/no/model", origin: .environment)])
  }

  @Test func theErrorNamesEveryPlace() throws {
    let house = try House()
    try house.root.makeDirectory("work/.parlance/model")
    try house.root.write("", to: "usr/share/parlance/model")
    let error = #expect(throws: ModelNotFound.self) { try house.search().locate() }
    let text = try #require(error?.description)
    for part in [
      "\(house.root.path)/work/.parlance/model: no config.json in it",
      "\(house.root.path)/home/.local/share/parlance/model: nothing there",
      "\(house.root.path)/usr/share/parlance/model: not a directory",
    ] { #expect(text.contains(part)) }
  }

  @Test func xdgDataHomeCounts() throws {
    var house = try House()
    house.variables["XDG_DATA_HOME"] = house.root.file("data")
    let user = try house.addModel("data/parlance/model")
    #expect(try house.search().locate() == ModelPlace(path: user, origin: .userData))
    house.variables["XDG_DATA_HOME"] = "relative"
    #expect(ModelEnvironment { house.variables[$0] }.dataHome == house.root.file("home/.local/share"))
  }

  @Test func emptyVariablesAreNotSet() {
    let environment = ModelEnvironment { _ in "" }
    #expect(environment == ModelEnvironment { _ in nil })
    #expect(environment.dataHome == nil)
  }

  @Test func homeIsExpandedInANamedModel() throws {
    let house = try House()
    let model = try house.addModel("home/mine")
    #expect(try house.search(named: "~/mine").locate() == ModelPlace(path: model, origin: .named))
  }

  @Test func aPlaceIsNamedOnce() throws {
    let directory = try TemporaryDirectory()
    let search = ModelSearch(
      environment: ModelEnvironment { $0 == "HOME" ? directory.path : nil },
      dataFiles: DataFiles(executable: directory.file(".local/bin/parlance")))
    #expect(search.places.map(\.path) == [directory.file(".local/share/parlance/model")])
  }

  @Test func withoutAnyPlaceTheErrorSaysSo() {
    let search = ModelSearch(
      environment: ModelEnvironment { _ in nil }, dataFiles: DataFiles(executable: nil))
    let error = #expect(throws: ModelNotFound.self) { try search.locate() }
    #expect(error?.description == "no model: there is no place to look for one")
  }
}
