import JSON
import JSONRPC
import LanguageServerProtocol

/// A call of a command, besides its arguments.
struct CommandCall: Sendable {
  /// The request to answer.
  let id: RequestID
  /// The progress that the editor shows for it.
  let workDoneToken: ProgressToken?
}

/// The commands of `workspace/executeCommand`: these and no others. A feature adds its own with one line here.
///
/// A command that takes a while answers `.later` after `ServerLoop.putOff`.
struct CommandTable: Sendable {
  typealias Handler =
    @Sendable (ServerLoop, CommandArgumentList, CommandCall) -> RequestOutcome<JSONValue>

  /// Their names, in the order in which the client is told of them.
  private(set) var names: [String] = []
  private var handlers: [String: Handler] = [:]

  /// All of them.
  static let standard: CommandTable = {
    var table = CommandTable()
    table.on("parlance.detect", DocumentArgument.self) { loop, arguments, call in loop.detect(arguments, call) }
    table.on(CommandName.tagCodeBlocks, DocumentArgument.self) { loop, arguments, call in
      loop.tagCodeBlocks(arguments, call)
    }
    table.on(CommandName.tagCodeBlock, CodeBlockTagArguments.self) { loop, arguments, call in
      loop.tagCodeBlock(arguments, call)
    }
    table.on(CommandName.silenceCodeBlock, CodeBlockArguments.self) { loop, arguments, call in
      loop.silenceCodeBlock(arguments, call)
    }
    table.on("parlance.retrain", NoArguments.self) { loop, _, call in loop.retrain(call) }
    table.on("parlance.rollbackModel", NoArguments.self) { loop, _, call in loop.rollbackModel(call) }
    table.on("parlance.showTrainingReport", NoArguments.self) { loop, _, call in loop.showTrainingReport(call) }
    table.on("parlance.forgetCorrections", NoArguments.self) { loop, _, call in loop.forgetCorrections(call) }
    table.on("parlance.showModel", NoArguments.self) { loop, _, call in loop.showModel(call) }
    return table
  }()

  private mutating func on<Arguments: CommandArguments>(
    _ name: String, _ type: Arguments.Type,
    _ handler: @escaping @Sendable (ServerLoop, Arguments, CommandCall) -> RequestOutcome<JSONValue>
  ) {
    names.append(name)
    handlers[name] = { loop, list, call in
      do throws(JSONFieldError) {
        return handler(loop, try Arguments(list), call)
      } catch {
        return .failure(ResponseError(.invalidParams, "\(name): \(error)"))
      }
    }
  }

  /// Does what the client asks for; what is wrong with the call is the answer where it cannot be done.
  func execute(_ request: ExecuteCommandRequest, _ id: RequestID, by loop: ServerLoop) -> RequestOutcome<JSONValue> {
    guard let handler = handlers[request.command] else {
      let known = names.joined(separator: ", ")
      return .failure(
        ResponseError(.invalidParams, "params.command: there is no command \(request.command); there are \(known)"))
    }
    let call = CommandCall(id: id, workDoneToken: request.workDoneToken)
    return handler(loop, CommandArgumentList(request.arguments ?? []), call)
  }
}
