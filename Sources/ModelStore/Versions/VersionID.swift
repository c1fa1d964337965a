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
  static func name(_ seconds: Int) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    let date = padded(Int(parts.tm_year) + 1900, 4) + padded(Int(parts.tm_mon) + 1, 2) + padded(Int(parts.tm_mday), 2)
    let clock = padded(Int(parts.tm_hour), 2) + padded(Int(parts.tm_min), 2) + padded(Int(parts.tm_sec), 2)
    return "\(date)T\(clock)Z"
  }

  /// The time of this moment, in seconds since 1970.
  package static var now: Int { time(nil) }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
