import MarkdownFences
import Testing

@Suite struct InfoStringTests {
  @Test(
    arguments: [
      ("", .empty, nil), ("js", .plain, "js"), ("c++", .plain, "c++"), ("c#", .plain, "c#"), ("F#", .plain, "F#"),
      ("objective-c", .plain, "objective-c"), (".js", .plain, ".js"), ("é", .plain, "é"),
      ("js {1,3}", .withAttributes, "js"), ("js{1}", .withAttributes, "js"), ("ts title=\"x\"", .withAttributes, "ts"),
      ("js:line-numbers {1}", .withAttributes, "js"), ("python {.numberLines}", .withAttributes, "python"),
      ("sh $ run", .withAttributes, "sh"), ("js\t1", .withAttributes, "js"),
      ("rust,ignore", .commaSeparated, "rust"), ("rust,no_run,edition2021", .commaSeparated, "rust"),
      ("{.python}", .braceAttributes, "python"), ("{#id .python .x}", .braceAttributes, "python"),
      ("{ .python }", .braceAttributes, "python"), ("{startFrom=\"1.5\" .c++}", .braceAttributes, "c++"),
      ("{-}", .attributesOnly, nil), ("{#id}", .attributesOnly, nil), ("{title=\"x\"}", .attributesOnly, nil),
      ("{}", .attributesOnly, nil), ("{", .attributesOnly, nil), ("{ ,", .attributesOnly, nil),
      ("title=\"x\"", .attributesOnly, nil), (",a", .attributesOnly, nil),
      ("{r}", .chunk, "r"), ("{r, echo=FALSE}", .chunk, "r"), ("{r setup, include=FALSE}", .chunk, "r"),
      ("{python}", .chunk, "python"), ("{{python}}", .chunk, "python"), ("{r,echo=F}", .chunk, "r"),
      ("{r", .chunk, "r"),
      ("{=html}", .raw, "html"), ("{code-cell} python", .directive, "python"), ("{code-cell}", .directive, nil),
      ("{code-block}   c :x:", .directive, "c"), ("{note}", .chunk, "note"),
    ] as [(String, InfoString.Form, String?)])
  func findsTheTag(text: String, form: InfoString.Form, tag: String?) {
    let info = InfoString(text)
    #expect(info.form == form)
    #expect(info.tag == tag)
    #expect(info.text == text)
    let bytes = Array(text.utf8)
    #expect(info.tagRange.map { String(decoding: bytes[$0], as: UTF8.self) } == tag)
  }
}
