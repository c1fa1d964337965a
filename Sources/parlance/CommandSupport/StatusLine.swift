#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// A line on standard error that is written over again and again.
///
/// It uses no escape sequences: it goes back by a carriage return, and covers what stood there with spaces.
struct StatusLine {
  private var shown = 0

  /// A line on standard error; nil where that is no terminal, or one that can't go back.
  init?() {
    guard Terminal.isTerminal(Terminal.standardError), Terminal.environment("TERM") != "dumb" else { return nil }
  }

  /// Shows a line made for so many columns, which are asked for each time: windows change.
  mutating func show(_ text: (_ columns: Int) -> String) {
    // One column stays free: many terminals break the line once the last one is written.
    let columns = max(1, Self.columns - 1)
    let line = text(columns).prefix(columns)
    write("\r" + line + String(repeating: " ", count: max(0, min(shown, columns) - line.count)))
    shown = line.count
  }

  /// Takes the line away.
  mutating func clear() {
    guard shown > 0 else { return }
    write("\r" + String(repeating: " ", count: min(shown, Self.columns - 1)) + "\r")
    shown = 0
  }

  private func write(_ text: String) {
    var output = OutputBuffer(descriptor: Terminal.standardError)
    output.write(text)
    output.flush()
  }

  private static var columns: Int {
    var size = winsize()
    let isKnown = ioctl(Terminal.standardError, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }
}
