import Files

#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  @preconcurrency import Darwin
#endif

/// A process that was started with pipes for its three standard streams and nothing else of ours.
struct SpawnedChild {
  let id: pid_t
  /// Our ends of its standard input, output and error.
  let input: Int32
  let output: Int32
  let errors: Int32

  init(executable: String, arguments: [String]) throws(TrainingStartFailure) {
    var pipes: [ChildPipe] = []
    do throws(TrainingStartFailure) {
      for _ in 0..<3 { pipes.append(try ChildPipe()) }
      id = try Self.spawn(
        executable, arguments, streams: [pipes[0].reading, pipes[1].writing, pipes[2].writing])
    } catch {
      for pipe in pipes { pipe.closeBoth() }
      throw error
    }
    for end in [pipes[0].reading, pipes[1].writing, pipes[2].writing] { close(end) }
    (input, output, errors) = (pipes[0].writing, pipes[1].reading, pipes[2].reading)
  }

  private static func spawn(
    _ executable: String, _ arguments: [String], streams: [Int32]
  ) throws(TrainingStartFailure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (standard, stream) in zip([0, 1, 2] as [Int32], streams) {
      posix_spawn_file_actions_adddup2(&actions, stream, standard)
    }
    keepInheritedFiles()
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    // Signals as a program expects to find them; and a Ctrl-C in the editor's terminal is not meant for it.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    var words = ([executable] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var id = pid_t()
    let code = posix_spawn(&id, executable, &actions, &attributes, &words, environ)
    guard code == 0 else { throw TrainingStartFailure("\(executable): \(String(cString: strerror(code)))") }
    return id
  }

  /// What the editor left open in us, and opened before anybody could say that it is not to be inherited, is none of the
  /// child's business.
  private static func keepInheritedFiles() {
    for name in Directory.names(in: "/dev/fd") {
      if let descriptor = Int32(name), descriptor > 2 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }
  }
}
