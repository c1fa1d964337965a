import JSON
import JSONRPC
import LanguageServerProtocol

/// `$/progress`: what a client is shown of work that takes a while, and how the user stops it.
extension ServerLoop {
  /// Work begins. A client that gave a token sees it at once; one that lets the server begin a progress sees it if it
  /// takes longer than `ProgressBook.patience`; any other sees nothing.
  ///
  /// - Returns: by what to report; nil where nobody looks.
  func beginProgress(
    _ title: String, token: ProgressToken?, onCancel: ((ServerLoop) -> Void)? = nil
  ) -> ProgressToken? {
    if let token {
      let entry = ProgressBook.Entry(title: title, stage: .shown, onCancel: onCancel)
      progress[token] = entry
      send(.begin(entry.begin), token)
      return token
    }
    guard client.capabilities.hasWorkDoneProgress else { return nil }
    let token = progress.newToken()
    progress[token] = ProgressBook.Entry(title: title, stage: .early, onCancel: onCancel)
    environment.clock.schedule(after: ProgressBook.patience) { [post] in post(.progressDue(token)) }
    return token
  }

  /// The work goes on. A percentage never falls: a lower one than before counts as the one before.
  func reportProgress(_ token: ProgressToken?, message: String?, percentage: Int? = nil) {
    guard let token, var entry = progress[token], entry.lastWords == nil else { return }
    let before = (entry.message, entry.percentage)
    entry.message = message ?? entry.message
    entry.percentage = min(100, max(entry.percentage, percentage ?? 0))
    progress[token] = entry
    guard entry.stage == .shown, before != (entry.message, entry.percentage) else { return }
    send(
      .report(
        WorkDoneProgressReport(
          cancellable: entry.onCancel != nil, message: entry.message, percentage: entry.percentage)), token)
  }

  /// The work is over.
  func endProgress(_ token: ProgressToken?, message: String) {
    guard let token, let entry = progress[token] else { return }
    switch entry.stage {
    case .early: progress[token] = nil
    // The client may be making a place for it, and has to be told that nothing comes.
    case .asked: progress[token]?.lastWords = message
    case .shown:
      progress[token] = nil
      send(.end(WorkDoneProgressEnd(message: message)), token)
    }
  }

  /// The work has lasted long enough to be shown.
  func progressIsDue(_ token: ProgressToken) {
    guard progress[token]?.stage == .early else { return }
    progress[token]?.stage = .asked
    request(CreateWorkDoneProgressRequest(token: token)) { loop, result in
      switch result {
      case .success: loop.progressIsMade(token)
      case .failure: loop.progress[token] = nil
      }
    }
  }

  private func progressIsMade(_ token: ProgressToken) {
    guard let entry = progress[token], entry.stage == .asked else { return }
    progress[token]?.stage = .shown
    send(.begin(entry.begin), token)
    if let words = entry.lastWords { endProgress(token, message: words) }
  }

  /// The user stops work by the progress that shows it. Where it cannot be stopped, nothing happens.
  func cancelProgress(_ params: CancelWorkDoneProgressNotification) {
    progress[params.token]?.onCancel?(self)
  }

  private func send(_ value: WorkDoneProgress, _ token: ProgressToken) {
    notify(ProgressNotification(token: token, value: value.json))
  }
}
