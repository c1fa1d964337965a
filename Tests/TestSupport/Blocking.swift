import Foundation

/// Runs what may wait for long on a thread of its own: in a task it would hold one of the few that Swift's pool has, as many as
/// there are processors, and what it waits for may need another.
package func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result(catching: body)) }.start()
  }
}
