import Files
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    (["a.jsonl"], ["a.jsonl"]), (["in/a.jsonl", "in/b.jsonl"], ["a.jsonl", "b.jsonl"]),
    (["validation.jsonl", "model/examples/validation.jsonl"], ["validation.jsonl", "examples/validation.jsonl"]),
    (["/x/in/a", "/y/in/a", "/y/in/b"], ["x/in/a", "y/in/a", "b"]), (["/a", "a"], ["a", "a"]),
    (["in/a", "in/a"], ["a", "a"]), (["in/a", "in/a", "out/a"], ["in/a", "in/a", "out/a"]),
    (["/", "a/"], ["/", "a"]), ([""], [""]), ([], []),
  ])
  func namesTellPathsApart(paths: [String], names: [String]) {
    #expect(Path.names(tellingApart: paths) == names)
  }

  @Test(arguments: [("in/a", "a", "in"), ("/a", "a", "/"), ("a", "a", ""), ("in/a/", "a", "in/a"), ("/", "/", "/")])
  func nameAndParent(path: String, name: String, parent: String) {
    #expect(Path.name(of: path) == name)
    #expect(Path.parent(of: path) == parent)
  }
}
