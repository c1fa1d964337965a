#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the environment says about models: a value, so that tests can give their own.
package struct ModelEnvironment: Sendable, Equatable {
  /// `PARLANCE_MODEL`, unless it is empty.
  package var model: String?
  /// The user's data directory: `XDG_DATA_HOME` where it is an absolute path, else `~/.local/share`.
  package var dataHome: String?
  /// The user's home directory.
  package var home: String?

  /// Reads the variables by `variable`, which gives nil for one that is not set.
  package init(variable: (String) -> String?) {
    func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
    let home = value("HOME")
    model = value("PARLANCE_MODEL")
    self.home = home
    // A relative path there is to be ignored (XDG Base Directory Specification 0.8).
    dataHome = value("XDG_DATA_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home.map { "\($0)/.local/share" }
  }

  /// The environment of this process.
  package static var process: ModelEnvironment {
    ModelEnvironment { name in getenv(name).map { String(cString: $0) } }
  }

  /// `path` with a leading `~/` replaced by the home directory: in settings no shell has done so.
  func expandingHome(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home else { return path }
    return home + path.dropFirst(1)
  }
}
