// Made by Scripts/generate-languages from Sources/Languages/languages.json; change those.

/// The registry's data, in parts that compile quickly.
enum LanguageTable {
  /// All parts, in the order of the languages' ids.
  static var parts: [[Language]] { [part1, part2, part3, part4, part5, part6, part7, part8] }
}
