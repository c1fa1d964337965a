import Corpus
import TestSupport
import Testing

@Suite("A folder a language")
struct FolderTests {
  @Test("labels everything in a language's folder by the folder's name")
  func labels() throws {
    let tree = try CorpusTree([
      "python/a.py": "a = 1", "python/deep/b.unknown": "b = 1", "C++/c.h": "int c;", "foolang/d": "d",
      "readme.txt": "r",
    ])
    let result = try tree.build { $0.layout = .folders }
    #expect(
      result.labels == ["C++/c.h cpp", "foolang/d foolang", "python/a.py python", "python/deep/b.unknown python"])
    #expect(result.skipped(.outsideLanguageFolder) == 1)
  }

  @Test(
    "the layout is told by the folders' names",
    arguments: [
      (["python/a.py", "go/a.go"], CorpusLayout.folders), (["python/a.py", "go/a.go", "own/a"], .workspace),
      (["python/a.py", "go/a.go", "c/a.c", "own/a"], .folders), (["python/a.py"], .workspace),
      (["python/a.py", "go/a.go", ".git/config"], .workspace), (["src/a.py", "docs/a.md"], .workspace),
      (["python/a.py", "go/a.go", "x.c", "y.c", "z.c"], .workspace), (["a.py"], .workspace),
    ])
  func detection(names: [String], layout: CorpusLayout) throws {
    let tree = try CorpusTree(Dictionary(uniqueKeysWithValues: names.map { ($0, "text of \($0)") }))
    #expect(try tree.build().report.layouts.map(\.layout) == [layout])
  }

  @Test("Markdown in a language's folder is that language, not its blocks")
  func noBlocks() throws {
    let tree = try CorpusTree(["markdown/a.md": "# A\n```js\nx()\n```\n", "go/a.go": "package a"])
    #expect(try tree.build().labels == ["go/a.go go", "markdown/a.md markdown"])
  }
}

@Suite("Markdown blocks")
struct MarkdownBlockTests {
  private let text = """
    # A

    ```js
    let x = 1
    ```

    ```{r, echo=FALSE}
    x <- 1
    ```

    ```
    no tag
    ```

    ```nonsense
    unknown
    ```

    ```text
    plain
    ```

    ```python

    ```

    <!-- parlance-ignore -->
    ```go
    package ignored
    ```

        indented code

    """

  @Test(
    "tagged blocks are snippets of the file's group, the others are counted", arguments: ["a.Rmd", "a.qmd", "a.mdx"])
  func blocks(name: String) throws {
    let result = try CorpusTree([name: text]).build()
    let expected = name == "a.mdx" ? ["go", "javascript", "r"] : ["javascript", "r"]
    #expect(result.all.compactMap(\.language).sorted() == expected)
    #expect(result.all.allSatisfy { $0.group == name && $0.source == "markdown" })
    #expect(result.all.first?.text == "let x = 1\n")
    #expect(result.skipped(.untaggedBlock) == 1)
    #expect(result.skipped(.unknownTag) == 1)
    #expect(result.skipped(.plainTextBlock) == 1)
  }

  @Test("a Markdown file is a snippet too")
  func whole() throws {
    let result = try CorpusTree(["a.md": text]).build()
    #expect(result.labels == ["a.md javascript", "a.md markdown", "a.md r"])
    let without = try CorpusTree(["a.md": text]).build { $0.takesMarkdownBlocks = false }
    #expect(without.labels == ["a.md markdown"])
  }

  @Test("a tag of the user's own")
  func ownTag() throws {
    let result = try CorpusTree(["a.Rmd": text]).build { _ = $0.mapping.add(".nonsense=foolang") }
    #expect(result.labels.contains("a.Rmd foolang"))
  }
}
