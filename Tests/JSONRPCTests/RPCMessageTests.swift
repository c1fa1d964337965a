import JSON
import JSONRPC
import Testing

@Suite struct RPCMessageTests {
  @Test(
    arguments: [
      (
        #"{"jsonrpc":"2.0","id":1,"method":"m","params":{"a":1}}"#,
        .request(id: .integer(1), method: "m", params: ["a": 1])
      ),
      (#"{"jsonrpc":"2.0","id":"x","method":"m"}"#, .request(id: .string("x"), method: "m", params: nil)),
      (#"{"jsonrpc":"2.0","id":1,"method":"m","params":null}"#, .request(id: .integer(1), method: "m", params: .null)),
      (#"{"jsonrpc":"2.0","method":"m","params":[1]}"#, .notification(method: "m", params: [1])),
      (#"{"jsonrpc":"2.0","id":-7,"result":null}"#, .response(id: .integer(-7), result: .success(.null))),
      (
        #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no"}}"#,
        .response(id: nil, result: .failure(ResponseError(.parseError, "no")))
      ),
      (
        #"{"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"no","data":[1]}}"#,
        .response(id: .integer(2), result: .failure(ResponseError(ErrorCode(rawValue: 1), "no", data: [1])))
      ),
    ] as [(String, RPCMessage)])
  func readsAndWrites(text: String, message: RPCMessage) throws {
    #expect(try RPCMessage(parsing: Array(text.utf8)) == message)
    #expect(String(decoding: message.serialized(), as: UTF8.self) == text)
  }

  @Test func isTolerantOfOtherMembersAndWholeIDs() throws {
    let text = #"{"id":1.0,"jsonrpc":"2.0","method":"m","extra":[],"result":null}"#
    #expect(try RPCMessage(parsing: Array(text.utf8)) == .request(id: .integer(1), method: "m", params: nil))
    let both = #"{"id":1,"jsonrpc":"2.0","result":5,"error":null}"#
    #expect(try RPCMessage(parsing: Array(both.utf8)) == .response(id: .integer(1), result: .success(5)))
  }

  @Test func halfASurrogatePairIsAReplacementCharacter() throws {
    let text = #"{"jsonrpc":"2.0","method":"m","params":{"text":"\ud83d","rest":"😀"}}"#
    let params: JSONValue = ["text": "\u{FFFD}", "rest": "😀"]
    #expect(try RPCMessage(parsing: Array(text.utf8)) == .notification(method: "m", params: params))
  }

  @Test(
    arguments: [
      ("{", .parseError, nil), ("", .parseError, nil), (#"{"a":1,"a":2}"#, .parseError, nil),
      ("[]", .invalidRequest, nil), (#"[{"jsonrpc":"2.0","id":1,"method":"m"}]"#, .invalidRequest, nil),
      ("1", .invalidRequest, nil), ("{}", .invalidRequest, nil), (#"{"jsonrpc":"2.0"}"#, .invalidRequest, nil),
      (#"{"id":1,"method":"m"}"#, .invalidRequest, .integer(1)),
      (#"{"jsonrpc":"1.0","id":1,"method":"m"}"#, .invalidRequest, .integer(1)),
      (#"{"jsonrpc":"2.0","id":"a","method":5}"#, .invalidRequest, .string("a")),
      (#"{"jsonrpc":"2.0","id":null,"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":1.5,"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":[],"method":"m"}"#, .invalidRequest, nil),
      (#"{"jsonrpc":"2.0","id":3}"#, .invalidRequest, .integer(3)),
      (#"{"jsonrpc":"2.0","result":3}"#, .invalidRequest, nil),
    ] as [(String, ErrorCode, RequestID?)])
  func refuses(text: String, code: ErrorCode, id: RequestID?) {
    do throws(MalformedMessage) {
      Issue.record("\(try RPCMessage(parsing: Array(text.utf8))) was read")
    } catch {
      #expect(error.error.code == code)
      #expect(error.id == id)
      guard case .response(id, .failure(error.error)) = error.response else {
        Issue.record("\(error.response)")
        return
      }
    }
  }

  @Test func anErrorWithoutItsFieldsIsStillAnError() {
    #expect(ResponseError(json: [:]).code == .internalError)
    #expect(ResponseError(json: ["code": "x", "message": "m"]).message == "m")
  }
}
