/// Learns merges from counted words: pair counts kept up to date by the words each merge changes.
///
/// Step by step as Hugging Face's `BpeTrainer`, so that the same words give the same merges: a candidate brings the
/// words it was found in, a pair's count is not set to nothing when it is merged, and a token spelled before is the
/// same token.
struct MergeLearner {
  private(set) var vocabulary: Vocabulary
  private(set) var merges: [BytePairModel.Merge] = []

  private let vocabularySize: Int
  private let minimumFrequency: Int
  private let maximumTokenLength: Int
  /// All words' tokens, end to end; a word shrinks in its own place.
  private var symbols: [Int32] = []
  private var starts: [Int] = []
  private var lengths: [Int32] = []
  private let counts: [Int]
  /// Each token's length in bytes; special tokens have none.
  private var tokenLengths: [Int]
  private var statistics = PairStatistics()
  private var lists: [[Int32]] = []
  private var queue = CandidateHeap()
  /// Pairs whose lists are being written.
  private var open: [Int] = []

  /// - Parameters:
  ///   - words: the counted words.
  ///   - vocabulary: the special tokens and the token of each byte.
  ///   - byteTokens: the id of each byte's token.
  ///   - vocabularySize: how many tokens to end with.
  ///   - minimumFrequency: how often a pair must occur to be merged.
  ///   - maximumTokenLength: tokens are shorter than this, in bytes, if given.
  init(
    words: WordCounter, vocabulary: Vocabulary, byteTokens: [Int32], vocabularySize: Int, minimumFrequency: Int,
    maximumTokenLength: Int?
  ) {
    self.vocabulary = vocabulary
    self.vocabularySize = vocabularySize
    self.minimumFrequency = minimumFrequency
    self.maximumTokenLength = maximumTokenLength ?? Int.max
    counts = words.counts
    tokenLengths = [Int](repeating: 0, count: vocabulary.count)
    for id in byteTokens { tokenLengths[Int(id)] = 1 }
    for index in 0..<words.count {
      starts.append(symbols.count)
      words.withWord(index) { word in
        lengths.append(Int32(truncatingIfNeeded: word.count))
        for byte in word { symbols.append(byteTokens[Int(byte)]) }
      }
    }
  }

  /// Merges until the vocabulary is full or nothing is frequent enough.
  mutating func learn() {
    countPairs()
    closeLists()
    while vocabulary.count < vocabularySize, var top = queue.pop() {
      let current = statistics.counts[top.index]
      if top.count != current {
        top.count = current
        if current > 0 { queue.insert(top) }
        continue
      }
      if top.count < max(1, minimumFrequency) { break }
      merge(top)
    }
  }

  private mutating func countPairs() {
    for word in starts.indices {
      for i in stride(from: starts[word], to: starts[word] + Int(lengths[word]) - 1, by: 1) {
        add(MergeTable.pair(symbols[i], symbols[i + 1]), counts[word], word: word)
      }
    }
  }

  /// Counts a change to a pair, and notes the word where the pair is new.
  private mutating func add(_ pair: UInt64, _ change: Int, word: Int) {
    let index = statistics.add(change, to: pair)
    guard change > 0 else { return }
    if statistics.openLists[index] < 0 {
      statistics.openLists[index] = Int32(lists.count)
      lists.append([])
      open.append(index)
    }
    let list = Int(statistics.openLists[index])
    if lists[list].last != Int32(truncatingIfNeeded: word) { lists[list].append(Int32(truncatingIfNeeded: word)) }
  }

  /// Enters the pairs found since the last time as candidates.
  private mutating func closeLists() {
    for index in open {
      let list = Int(statistics.openLists[index])
      statistics.openLists[index] = -1
      guard statistics.counts[index] > 0 else { continue }
      queue.insert(
        MergeCandidate(count: statistics.counts[index], pair: statistics.keys[index], index: index, list: list))
    }
    open.removeAll(keepingCapacity: true)
  }

  private mutating func merge(_ candidate: MergeCandidate) {
    let left = Int32(truncatingIfNeeded: candidate.pair >> 32)
    let right = Int32(truncatingIfNeeded: candidate.pair)
    let id = token(joining: left, right)
    merges.append(BytePairModel.Merge(left: left, right: right, id: id))
    let words = lists[candidate.list]
    lists[candidate.list] = []
    for word in words { merge(left, right, into: id, word: Int(word)) }
    closeLists()
  }

  private mutating func token(joining left: Int32, _ right: Int32) -> Int32 {
    let text = vocabulary.withText(Int(left)) { Array($0) } + vocabulary.withText(Int(right)) { Array($0) }
    return text.withUnsafeBufferPointer { text in
      if vocabulary.append(text) {
        tokenLengths.append(tokenLengths[Int(left)] + tokenLengths[Int(right)])
        return Int32(truncatingIfNeeded: vocabulary.count - 1)
      }
      return vocabulary.id(of: text) ?? 0
    }
  }

  /// Merges all occurrences of a pair in one word, and counts what that changes.
  private mutating func merge(_ left: Int32, _ right: Int32, into id: Int32, word: Int) {
    let start = starts[word]
    let end = start + Int(lengths[word])
    let count = counts[word]
    let length = tokenLengths[Int(id)]
    var read = start
    var write = start
    while read < end {
      guard symbols[read] == left, read + 1 < end, symbols[read + 1] == right else {
        symbols[write] = symbols[read]
        write += 1
        read += 1
        continue
      }
      if write > start {
        let before = symbols[write - 1]
        add(MergeTable.pair(before, left), -count, word: word)
        if fits(before, length) { add(MergeTable.pair(before, id), count, word: word) }
      }
      if read + 2 < end {
        let after = symbols[read + 2]
        add(MergeTable.pair(right, after), -count, word: word)
        if fits(after, length) { add(MergeTable.pair(id, after), count, word: word) }
      }
      symbols[write] = id
      write += 1
      read += 2
    }
    lengths[word] = Int32(truncatingIfNeeded: write - start)
  }

  private func fits(_ neighbor: Int32, _ length: Int) -> Bool {
    tokenLengths[Int(neighbor)] + length < maximumTokenLength
  }
}
