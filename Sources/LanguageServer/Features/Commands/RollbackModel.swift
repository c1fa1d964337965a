import JSON
import JSONRPC
import LanguageServerProtocol
import ModelStore

/// `parlance.rollbackModel`: what answered before the last training answers again.
extension ServerLoop {
  /// The first folder is the one that has the models.
  func rollbackModel(_ call: CommandCall) -> RequestOutcome<JSONValue> {
    guard let workspace = client.workspaceFolders.first else {
      return .failure(ResponseError(.requestFailed, "there is no workspace folder whose model could be rolled back"))
    }
    let ticket = putOff(call.id)
    environment.background.submit { [post] in
      do throws(ModelStoreError) {
        _ = try ModelVersions(workspace: workspace).rollback()
        post(.rolledBack(ticket, nil))
      } catch {
        post(.rolledBack(ticket, error))
      }
    }
    return .later
  }

  /// The pointer has been moved back, or could not be.
  func rolledBack(_ ticket: PendingTicket, _ error: ModelStoreError?) {
    if let error {
      answer(ticket, .failure(ResponseError(.requestFailed, "\(error)")))
      return
    }
    reloadDetector { loop, loaded in
      switch loaded {
      case .success(let model):
        loop.notify(ShowMessageNotification(type: .info, message: "Parlance: what answers now is \(model.path)"))
        loop.answer(ticket, .success(["model": .string(model.path), "origin": .string(model.origin)]))
      case .failure(let failure): loop.answer(ticket, .failure(ResponseError(.requestFailed, "\(failure)")))
      }
    }
  }
}
