/// Folders and files that other people wrote and a project only carries along, as Linguist's `vendor.yml` has them.
enum VendoredNames {
  /// Folders of version control and of this program, which are nobody's text.
  static let metadata: Set<String> = [
    ".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS", ".fslckout", ".pijul", ".parlance",
  ]

  /// Folders.
  static let folders: Set<String> = [
    "node_modules", "bower_components", "jspm_packages", "vendor", "vendors", "vendored", "third_party", "third-party",
    "thirdparty", "3rdparty", "3rd-party", "Godeps", "_workspace", "Pods", "Carthage", "Checkouts", ".venv", "venv",
    "site-packages", "dist-packages", "__pycache__", ".tox", ".nox", ".eggs", ".mypy_cache", ".pytest_cache",
    ".ruff_cache", ".gradle", ".bundle", ".yarn", ".pnpm-store", "elm-stuff", "deps", "dist", "extern", "externals",
    ".terraform", "DerivedData", ".build", "bazel-out", ".next", ".nuxt", ".svelte-kit", "jquery-ui", "fontawesome",
  ]

  private static let files: Set<String> = [
    "gradlew", "gradlew.bat", "mvnw", "mvnw.cmd", "configure", "config.guess", "config.sub", "aclocal.m4", "libtool.m4",
    "install-sh", "ltmain.sh", "depcomp", "missing", "modernizr.js", "normalize.css", "fabfile.py", "waf",
  ]
  private static let prefixes = ["jquery-", "jquery.", "bootstrap.", "bootstrap-", "mootools", "prototype.", "d3.v"]

  /// Whether a file's name says so.
  static func isVendored(file name: String) -> Bool {
    if files.contains(name) { return true }
    guard name.hasSuffix(".js") || name.hasSuffix(".css") else { return false }
    return prefixes.contains { name.hasPrefix($0) }
  }
}
