/// A language that no model knows, to be learned in a test.
enum MadeUpLanguage {
  /// A piece of it; those of two numbers differ.
  static func piece(_ number: Int) -> String {
    let words = ["gate", "valve", "drum", "pump", "tank", "flow", "node"]
    let (a, b) = (words[number % words.count], words[(number * 3 + 1) % words.count])
    return """
      %% unit \(a)\(number)
      forge \(a) <~ \(number * 7) :: \(b);
      whence \(b) do
        emit~> \(a).\(b) ?| \(number);
      hence
      bind \(b) |> \(a) !;

      """
  }
}
