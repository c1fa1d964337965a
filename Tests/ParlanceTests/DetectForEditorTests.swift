import JSON
import TestSupport
import Testing

@Suite("detect --editor") struct DetectForEditorTests {
  private static let account = """
    using System;
    using System.Collections.Generic;
    using System.Linq;

    namespace Ledger
    {
        public class Account
        {
            public string Name { get; private set; }
            private readonly List<decimal> entries = new List<decimal>();

            public decimal Balance => entries.Sum();

            public void Book(decimal amount)
            {
                if (amount == 0) throw new ArgumentException(nameof(amount));
                entries.Add(amount);
                Console.WriteLine($"{Name}: {Balance}");
            }
        }
    }

    """

  /// Kakoune has nothing for C#, and is told a near kin.
  @Test(arguments: [
    ("vscode", "csharp"), ("vim", "cs"), ("neovim", "cs"), ("emacs", "csharp-mode"), ("helix", "c-sharp"),
    ("sublime", "source.cs"), ("kate", "C#"), ("kakoune", "java"), ("nvim", "cs"),
  ])
  func printsTheEditorsNameAndNothingElse(editor: String, name: String) async throws {
    let result = try await Program.run(["detect", "--editor", editor], input: Self.account, model: nil)
    #expect(result.output == "\(name)\n")
    #expect(result.errors.isEmpty)
    #expect(result.status == 0)
  }

  /// The tiny model is sure of nothing.
  @Test func printsNothingWhereItIsNotSure() async throws {
    let unsure = try await Program.run(["detect", "--editor", "kakoune", "-"], input: "def main():\n    print(1)\n")
    #expect(unsure.output.isEmpty && unsure.errors.isEmpty)
    #expect(unsure.status == 0)
    let bounded = ["detect", "--editor", "kate", "--minimum-confidence"]
    let text = "def main():\n    print(\"hello\")\n"
    #expect(try await Program.run(bounded + ["0.2"], input: text).output == "CSS\n")
    #expect(try await Program.run(bounded + ["0.3"], input: text).output.isEmpty)
  }

  /// The empty filetype is Kakoune's for plain text, so that there is nothing to print.
  @Test func plainTextHasAnEditorsNameToo() async throws {
    let letter = try readFile("\(Repository.root)/examples/demo/letter.txt")
    let text = String(decoding: letter, as: UTF8.self)
    let arguments = ["detect", "--minimum-confidence", "0.5", "--editor"]
    #expect(try await Program.run(arguments + ["helix"], input: text, model: nil).output == "text\n")
    #expect(try await Program.run(arguments + ["kakoune"], input: text, model: nil).output.isEmpty)
  }

  @Test func anObjectHasTheNameToo() async throws {
    let json = try await Program.run(["detect", "--json", "--editor", "helix"], input: Self.account, model: nil)
    let object = try JSONValue(parsing: json.output)
    #expect(object["language"] == "csharp" && object["editorId"] == "c-sharp" && object["certain"] == true)
    let lines = ["detect", "--jsonl", "--editor", "helix"]
    let line = try await Program.run(lines, input: "{\"text\": \"x\"}\n{\"text\": \"\"}\n")
    #expect(try JSONValue(parsing: String(line.lines[0]))["editorId"]?.stringValue != nil)
    let empty = try JSONValue(parsing: String(line.lines[1]))
    #expect(empty["language"] == .null && empty["editorId"] == .null)
    let plain = try await Program.run(["detect", "--json"], input: Self.account)
    #expect(try JSONValue(parsing: plain.output)["editorId"] == nil)
  }

  @Test(arguments: [
    ["--editor", "butterfly"], ["--editor", "vim", "a", "b"], ["--editor", "vim", "--null"],
    ["--editor", "vim", "--top", "2"], ["--editor", "vim", "--explain"],
  ])
  func otherUsesAreRefused(arguments: [String]) async throws {
    let result = try await Program.run(["detect"] + arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains("--editor"), "\(result.errors)")
  }
}
