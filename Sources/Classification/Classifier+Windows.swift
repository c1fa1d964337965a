private import Roberta
private import Tokenization

extension Classifier {
  /// Appends the windows of a prepared text, as sequences of token ids, to the workspace's batch. Where they start.
  @discardableResult
  func appendWindows(of text: [UInt8], maximum: Int, to workspace: Workspace) -> [Int] {
    appendWindow(of: text[...], to: workspace)
    guard maximum > 1, workspace.ids.count >= windowLength else { return [0] }
    let headBytes = tokenizer.decode(workspace.ids, skipSpecialTokens: true).count
    let starts = TextWindows.starts(text: text, headBytes: headBytes, maximumWindows: maximum)
    for start in starts { appendWindow(of: text[start...], to: workspace) }
    return [0] + starts
  }

  private func appendWindow(of text: ArraySlice<UInt8>, to workspace: Workspace) {
    workspace.ids.removeAll(keepingCapacity: true)
    text.withUnsafeBufferPointer {
      tokenizer.encode($0, maxLength: windowLength, addSpecialTokens: true, into: &workspace.ids)
    }
    workspace.batch.append(workspace.ids)
  }

  /// The token ids of the first window of a text as it is, without any preparation.
  package func inputIDs(ofPrepared text: [UInt8]) -> [Int32] {
    var ids: [Int32] = []
    text.withUnsafeBufferPointer {
      tokenizer.encode($0, maxLength: windowLength, addSpecialTokens: true, into: &ids)
    }
    return ids
  }
}
