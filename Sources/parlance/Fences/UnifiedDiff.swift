/// A unified diff of two texts that have the same lines but for some that changed in place.
enum UnifiedDiff {
  private static let context = 3

  /// The diff as `diff -u` writes it; empty where nothing differs.
  static func text(old: [UInt8], new: [UInt8], name: String) -> [UInt8] {
    let (before, after) = (lines(old), lines(new))
    precondition(before.count == after.count, "UnifiedDiff: \(before.count) lines and \(after.count)")
    let changed = before.indices.filter { before[$0] != after[$0] }
    guard !changed.isEmpty else { return [] }
    let path = name.drop { $0 == "/" }
    var result = Array("--- a/\(path)\n+++ b/\(path)\n".utf8)
    for hunk in hunks(changed, count: before.count) { append(hunk, before, after, to: &result) }
    return result
  }

  /// The lines with their ends.
  private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in text.enumerated() where byte == UInt8(ascii: "\n") {
      result.append(text[start...index])
      start = index + 1
    }
    if start < text.count { result.append(text[start...]) }
    return result
  }

  /// The changed lines with their surroundings; hunks that would touch are one.
  private static func hunks(_ changed: [Int], count: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for line in changed {
      let hunk = max(0, line - context)..<min(count, line + context + 1)
      if let last = result.last, hunk.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<hunk.upperBound
      } else {
        result.append(hunk)
      }
    }
    return result
  }

  private static func append(
    _ hunk: Range<Int>, _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>], to result: inout [UInt8]
  ) {
    let place = "\(hunk.lowerBound + 1),\(hunk.count)"
    result += "@@ -\(place) +\(place) @@\n".utf8
    var line = hunk.lowerBound
    while line < hunk.upperBound {
      guard before[line] != after[line] else {
        append(" ", before[line], to: &result)
        line += 1
        continue
      }
      let end = (line..<hunk.upperBound).first { before[$0] == after[$0] } ?? hunk.upperBound
      for index in line..<end { append("-", before[index], to: &result) }
      for index in line..<end { append("+", after[index], to: &result) }
      line = end
    }
  }

  private static func append(_ sign: String, _ line: ArraySlice<UInt8>, to result: inout [UInt8]) {
    result += sign.utf8
    result += line
    if line.last != UInt8(ascii: "\n") { result += "\n\\ No newline at end of file\n".utf8 }
  }
}
