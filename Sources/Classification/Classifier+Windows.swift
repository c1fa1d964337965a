private import Roberta
private import Tokenization

extension Classifier {
  /// Appends the windows of a prepared text, as sequences of token ids, to the workspace's batch.
  func appendWindows(of text: [UInt8], maximum: Int, to workspace: Workspace) {
    appendWindow(of: text[...], to: workspace)
    guard maximum > 1, workspace.ids.count >= windowLength else { return }
    let headBytes = tokenizer.decode(workspace.ids, skipSpecialTokens: true).count
    for start in TextWindows.starts(text: text, headBytes: headBytes, maximumWindows: maximum) {
      appendWindow(of: text[start...], to: workspace)
    }
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
