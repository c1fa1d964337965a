#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Names of models and runs: the time at which they were made, `20261129T170533Z`, so that they sort by age.
package enum VersionID {
  /// The name for that second (since 1970), or the next one for which nothing is there.
  package static func free(at seconds: Int, isTaken: (String) -> Bool) -> String {
    var seconds = seconds
    while isTaken(name(seconds)) { seconds += 1 }
    return name(seconds)
  }

  /// The time in UTC, in ISO 8601's basic form: no character of it means anything to a file system.
  static func name(_ seconds: Int) -> String { text(seconds, betweenDates: "", betweenTimes: "") }

  /// The time in UTC, in ISO 8601's extended form: `2026-11-29T17:05:33Z`.
  package static func time(_ seconds: Int) -> String { text(seconds, betweenDates: "-", betweenTimes: ":") }

  private static func text(_ seconds: Int, betweenDates dash: String, betweenTimes colon: String) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    let date = [padded(Int(parts.tm_year) + 1900, 4), padded(Int(parts.tm_mon) + 1, 2), padded(Int(parts.tm_mday), 2)]
    let clock = [padded(Int(parts.tm_hour), 2), padded(Int(parts.tm_min), 2), padded(Int(parts.tm_sec), 2)]
    return "\(date.joined(separator: dash))T\(clock.joined(separator: colon))Z"
  }

  /// The time of this moment, in seconds since 1970.
  package static var now: Int { systemTime() }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

// The system's function under a name that `VersionID` does not use itself.
private func systemTime() -> Int { time(nil) }
