internal import ArgumentParser
internal import Training

#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// `parlance train --workspace`: shows what a retraining does, and ends with what it came to.
struct WorkspaceTraining {
  let arguments: WorkspaceArguments
  let configuration: TrainingConfiguration
  let progress: TrainingProgressStyle

  /// Retrains; the program's exit code.
  func run(until interruption: Interruption) throws -> ExitCode {
    let isInBackground = arguments.background || arguments.stopWithInput
    if isInBackground { Self.lowerPriority() }
    if arguments.stopWithInput { interruption.listenForEndOfInput() }
    var retraining = Retraining(workspaces: arguments.workspace)
    retraining.configuration = configuration
    retraining.mapping = try arguments.mapping()
    retraining.corrections = arguments.corrections
    retraining.isInBackground = isInBackground
    retraining.commandLine = ["parlance"] + CommandLine.arguments.dropFirst()
    let reporter = RetrainingReporter(progress)
    let outcome = retraining.run(emit: reporter.show, shouldStop: { interruption.isAsked })
    reporter.finish(outcome)
    if reporter.hasLostOutput { return .failure }
    if case .retrained(let report) = outcome, report.isAdopted { return .success }
    return .failure
  }

  /// Of this thread, which the threads of the pool are made by and like. On Linux a lower priority of the processor is one
  /// of the disk too (ioprio_set(2), "class unset").
  private static func lowerPriority() {
    #if canImport(Glibc)
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
    #else
      setpriority(PRIO_PROCESS, 0, 10)
    #endif
  }
}
