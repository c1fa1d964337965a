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
  private var lastReport = 0.0
  private var hasBar = false

  /// A reporter of work on `total` things; nil where nobody knows how many there will be.
  init(_ label: String, total: Int?, style: ProgressStyle) {
    self.label = label
    self.total = total
    let isVisible = style != .auto || Terminal.isTerminal(Terminal.standardError)
    self.style = isVisible ? style : .none
  }

  /// Tells that `done` of them are done; at most ten times a second.
  mutating func update(_ done: Int) {
    let now = seconds()
    guard style != .none, now - lastReport > 0.1 || done == total else { return }
    lastReport = now
    var output = OutputBuffer(descriptor: Terminal.standardError)
    if style == .json {
      let all = total.map(String.init) ?? "null"
      output.writeLine(#"{"progress":"\#(label)","done":\#(done),"total":\#(all)}"#)
    } else if hasBar || now - start > 1 {
      hasBar = true
      output.write("\r\(bar(done))\(done)\(total.map { "/\($0)" } ?? "") \(label)\u{1B}[K")
    }
    output.flush()
  }

  /// Takes the bar away.
  mutating func finish() {
    guard hasBar else { return }
    var output = OutputBuffer(descriptor: Terminal.standardError)
    output.write("\r\u{1B}[K")
    output.flush()
    hasBar = false
  }

  private func bar(_ done: Int) -> String {
    guard let total, total > 0 else { return "" }
    return Bar.text(share: Double(done) / Double(total), width: 30, padded: true) + " "
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
