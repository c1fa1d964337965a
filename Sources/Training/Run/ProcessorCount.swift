#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// How many threads a run uses where nobody says.
enum ProcessorCount {
  /// The processors that are online, at least 1.
  static var online: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
