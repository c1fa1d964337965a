import JSON
import JSONRPC
import LanguageServerProtocol
import Logging
import ModelStore

/// `parlance.retrain`: learns from the workspace, in a process of its own.
extension ServerLoop {
  /// The settings are waited for: this may be the first thing that the user asks of a server.
  func retrain(_ call: CommandCall) -> RequestOutcome<JSONValue> {
    let ticket = putOff(call.id) { $0.stopRetraining(of: call.id) }
    if configuration.isAwaited {
      retrainings.await(ticket, call.workDoneToken)
    } else {
      beginRetraining(ticket, call.workDoneToken)
    }
    return .later
  }

  /// The settings have come, or have been waited for long enough.
  func beginAwaitedRetrainings() {
    for (ticket, token) in retrainings.takeAwaiting() { beginRetraining(ticket, token) }
  }

  private func beginRetraining(_ ticket: PendingTicket, _ token: ProgressToken?) {
    if let refusal = refusalToRetrain {
      answer(ticket, .failure(ResponseError(.requestFailed, refusal)))
      return
    }
    let process: any TrainingProcess
    do {
      process = try environment.startTraining(retrainingArguments) { [post] output in
        if let event = RetrainingEvent(output) { post(.retraining(event)) }
      }
    } catch {
      answer(ticket, .failure(ResponseError(.requestFailed, "the training could not be started: \(error)")))
      return
    }
    environment.logger.notice("a training has begun: parlance \(retrainingArguments.joined(separator: " "))")
    let progress = beginProgress("Retraining", token: token) { loop in
      loop.giveUp(ticket.id, ResponseError(.requestCancelled, "the training was cancelled"))
    }
    retrainings.running = Retraining(process: process, ticket: ticket, progress: progress)
  }

  /// Why no training can begin now.
  private var refusalToRetrain: String? {
    if let running = retrainings.running {
      return running.isStopped
        ? "the last training is about to stop; try again in a moment" : "a training is running already"
    }
    if client.workspaceFolders.isEmpty {
      return "there is no workspace folder to learn from: open a folder first"
    }
    if let reason = reasonWhyNoOtherModelWouldAnswer { return reason }
    return configuration.trainingProblems.isEmpty
      ? nil : "the settings are wrong: \(configuration.trainingProblems.joined(separator: "; "))"
  }

  /// A training starts from the model that answers, and what it makes becomes the workspace's. Where a model is named that
  /// goes before the workspace's, it would go on answering, and the training be for nothing.
  private var reasonWhyNoOtherModelWouldAnswer: String? {
    let way = "would not answer. To start from that model, make it the workspace's own: parlance model use DIRECTORY"
    if let path = settings.modelPath, !isWorkspacesOwn(path) {
      return "parlance.model.path names the model that answers, so that a retrained one \(way), and empty the setting"
    }
    switch (try? engine.outcome.get())?.summary.origin {
    case ModelOrigin.named.rawValue where settings.modelPath == nil:
      return "the server was started with --model, so that a retrained model \(way), and leave the option out"
    case ModelOrigin.environment.rawValue:
      return "PARLANCE_MODEL names the model that answers, so that a retrained one \(way), and unset the variable"
    default: return nil
    }
  }

  /// Whether a path is where the workspace's model always stands.
  private func isWorkspacesOwn(_ path: String) -> Bool {
    client.workspaceFolders.first.map { path == ModelVersions(workspace: $0).pointerPath } ?? false
  }

  /// The first folder is the one that has the model.
  private var retrainingArguments: [String] {
    ["train"] + client.workspaceFolders.flatMap { ["--workspace", $0] } + ["--progress", "json", "--stop-with-input"]
      + corrections.flatMap { ["--corrections", $0] } + settings.training.arguments
  }

  /// The user's own, from buffers outside of any workspace, and those of this one.
  private var corrections: [String] {
    settings.learnsFromCorrections ? [userCorrections, correctionsPath].compactMap(\.self) : []
  }

  /// The client does not wait for the training any more: it is told to stop. It counts as running until it has.
  func stopRetraining(of id: RequestID) {
    guard let running = retrainings.running, running.ticket.id == id, !running.isStopped else { return }
    retrainings.running?.isStopped = true
    running.process.stop()
    reportProgress(running.progress, message: "stopping")
  }

  func retraining(_ event: RetrainingEvent) {
    guard let running = retrainings.running else { return }
    switch event {
    case .said(let message):
      retrainings.running?.account.take(message)
      guard !running.isStopped, let account = retrainings.running?.account else { return }
      reportProgress(running.progress, message: account.message, percentage: account.percentage)
    case .ended(let end):
      retrainings.running = nil
      finish(running, running.account.outcome ?? .failure(RetrainFailure(end)))
    }
  }

  private func finish(_ done: Retraining, _ outcome: Result<RetrainResult, RetrainFailure>) {
    switch outcome {
    case .success(let result) where result.isAdopted: takeOver(result, done)
    case .success(let result):
      tell(result.summary, of: result, done)
    case .failure(let failure):
      environment.logger.notice("the training came to nothing: \(failure.message)")
      endProgress(done.progress, message: failure.message)
      let code: ErrorCode = failure.reason == "stopped" ? .requestCancelled : .requestFailed
      answer(done.ticket, .failure(ResponseError(code, failure.message, data: ["reason": .string(failure.reason)])))
    }
  }

  /// The new model is on the disk; here it answers once it has been loaded.
  private func takeOver(_ result: RetrainResult, _ done: Retraining) {
    reportProgress(done.progress, message: "loading the new model", percentage: 100)
    reloadDetector { loop, loaded in
      switch loaded {
      case .success(let model):
        // Whoever names a model, in the settings say, has that one, whatever the workspace learns.
        let isItsOwn = model.origin == ModelOrigin.workspace.rawValue
        let addition = isItsOwn ? "" : " But what answers here is \(model.path), which goes first."
        loop.tell(result.summary + addition, of: result, done)
      case .failure(let failure):
        let words = "the new model could not be loaded: \(failure)"
        loop.endProgress(done.progress, message: words)
        loop.answer(done.ticket, .failure(ResponseError(.requestFailed, words)))
      }
    }
  }

  private func tell(_ words: String, of result: RetrainResult, _ done: Retraining) {
    endProgress(done.progress, message: result.isAdopted ? "done" : "done, the model before stays")
    notify(ShowMessageNotification(type: .info, message: "Parlance: \(words)"))
    answer(done.ticket, .success(result.json))
  }
}
