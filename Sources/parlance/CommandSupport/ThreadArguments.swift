internal import ArgumentParser
internal import Tensors

/// How many threads a command works with.
struct ThreadArguments: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Threads to work with (default: all processors).", valueName: "n"))
  var threads: Int?

  mutating func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads \(threads) is not in 1...1024.") }
  }

  /// How many there are.
  var count: Int { threads ?? ThreadPool.processorCount }

  /// A pool of that many threads; nil for one, which needs none.
  func pool() -> ThreadPool? { count > 1 ? ThreadPool(threads: count) : nil }
}
