package import JSONRPC

/// The language server: one serial loop over a closed set of events.
package struct LanguageServer: Sendable {
  private let environment: ServerEnvironment

  /// A server in that environment.
  package init(_ environment: ServerEnvironment) { self.environment = environment }

  /// Serves one client until it says `exit`, ends the connection or dies.
  ///
  /// - Returns: the exit code: 0 after `shutdown`, else 1.
  package func run(on connection: any Connection) async -> Int32 {
    let (events, sink) = AsyncStream.makeStream(of: ServerEvent.self)
    let loop = ServerLoop(environment, connection: connection) { sink.yield($0) }
    loop.begin()
    for await event in events {
      loop.handle(event)
      if let exitCode = loop.exitCode {
        loop.end()
        connection.close()
        return exitCode
      }
    }
    return 1
  }
}
