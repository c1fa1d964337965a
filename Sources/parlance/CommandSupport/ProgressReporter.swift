internal import ArgumentParser

/// How progress is told.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// A bar on standard error if that is a terminal and the work takes longer than a second.
  case auto
  /// One JSON object a line on standard error.
  case json
  /// Not at all.
  case none
}

/// Tells how far a piece of work is, on standard error.
struct ProgressReporter {
  private let label: String
  private let total: Int?
  private let style: ProgressStyle
  private let start = seconds()
  private var lastReport = -Double.infinity
  private var line: StatusLine?

  /// A reporter of work on `total` things; nil where nobody knows how many there will be.
  init(_ label: String, total: Int?, style: ProgressStyle) {
    self.label = label
    self.total = total
    line = style == .auto ? StatusLine() : nil
    self.style = style == .auto && line == nil ? .none : style
  }

  /// Tells that `done` of them are done; at most ten times a second.
  mutating func update(_ done: Int) {
    let now = seconds()
    guard style != .none, now - lastReport > 0.1 || done == total else { return }
    lastReport = now
    if style == .json {
      let all = total.map(String.init) ?? "null"
      var output = OutputBuffer(descriptor: Terminal.standardError)
      output.writeLine(#"{"progress":"\#(label)","done":\#(done),"total":\#(all)}"#)
      output.flush()
    } else if now - start > 1 {
      let reporter = self
      line?.show { reporter.text(done, columns: $0) }
    }
  }

  /// Takes the bar away.
  mutating func finish() { line?.clear() }

  private func text(_ done: Int, columns: Int) -> String {
    let words = "\(done)\(total.map { "/\($0)" } ?? "") \(label)"
    let width = min(30, columns - words.count - 1)
    guard let total, total > 0, width > 0 else { return words }
    return Bar.text(share: Double(done) / Double(total), width: width, padded: true) + " " + words
  }
}

/// A horizontal bar of block characters, an eighth of a character fine.
enum Bar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// The bar for a share in 0...1 of `width` characters; filled up with spaces if it is `padded`.
  static func text(share: Double, width: Int, padded: Bool = false) -> String {
    let units = Int((min(1, max(0, share)) * Double(width * 8)).rounded())
    let text = String(repeating: "█", count: units / 8) + eighths[units % 8]
    let used = units / 8 + (units % 8 > 0 ? 1 : 0)
    return padded ? text + String(repeating: " ", count: width - used) : text
  }
}

private let origin = ContinuousClock.now

private func seconds() -> Double { (ContinuousClock.now - origin) / .seconds(1) }
