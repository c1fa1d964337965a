/// A word too long for looking at all its pairs at every step: a linked list of tokens and a heap of pairs, which is
/// n log n however long the word.
struct LongWord {
  /// A token to begin with, and the byte it begins at.
  struct Unit {
    var id: Int32
    var start: Int32
  }

  private struct Node {
    var id: Int32
    /// The first byte; the token ends where the next node's begins.
    var start: Int32
    var previous: Int32
    var next: Int32
    /// The value of the pair this node begins.
    var value: UInt64
  }

  private let model: BytePairModel
  private var nodes: [Node]
  private let byteCount: Int

  init(model: BytePairModel, bytes: UnsafePointer<UInt8>, count: Int) {
    let units = (0..<count).map { Unit(id: model.byteTokens[Int(bytes[$0])], start: Int32(truncatingIfNeeded: $0)) }
    self.init(model: model, units: units, byteCount: count)
  }

  init(model: BytePairModel, units: [Unit], byteCount: Int) {
    self.model = model
    self.byteCount = byteCount
    nodes = units.enumerated().map { index, unit in
      let next = index + 1 < units.count ? index + 1 : -1
      let value = next < 0 ? MergeTable.none : model.table.value(unit.id, units[next].id)
      return Node(
        id: unit.id, start: unit.start, previous: Int32(truncatingIfNeeded: index - 1),
        next: Int32(truncatingIfNeeded: next), value: value)
    }
  }

  /// Merges, and gives the tokens to the sink.
  consuming func encode(at offset: Int, into sink: inout some TokenSink) {
    mergeAll()
    var index = nodes.isEmpty ? -1 : 0
    while index >= 0, sink.room > 0 {
      let node = nodes[index]
      index = Int(node.next)
      let end = index < 0 ? byteCount : Int(nodes[index].start)
      sink.append(node.id, start: offset + Int(node.start), end: offset + end)
    }
  }

  private mutating func mergeAll() {
    var keys: [UInt64] = []
    for (index, node) in nodes.enumerated() where node.value != MergeTable.none {
      keys.append(Self.key(node.value, index))
    }
    var heap = MinimumHeap(keys)
    nodes.withUnsafeMutableBufferPointer { nodes in
      while let key = heap.popMinimum() {
        let index = Int(key & 0xFFFF_FFFF)
        let node = nodes[index]
        // An entry whose pair has changed since is stale.
        guard node.value != MergeTable.none, node.value >> 32 == key >> 32 else { continue }
        Self.merge(index, nodes, model.table, &heap)
      }
    }
  }

  /// Joins node `index` with the next one and enters the pairs that this makes.
  private static func merge(
    _ index: Int, _ nodes: UnsafeMutableBufferPointer<Node>, _ table: MergeTable, _ heap: inout MinimumHeap
  ) {
    let absorbed = Int(nodes[index].next)
    nodes[index].id = Int32(truncatingIfNeeded: nodes[index].value & 0xFFFF_FFFF)
    nodes[index].next = nodes[absorbed].next
    nodes[absorbed].value = MergeTable.none
    let next = Int(nodes[index].next)
    if next >= 0 { nodes[next].previous = Int32(truncatingIfNeeded: index) }
    refresh(index, nodes, table, &heap)
    let previous = Int(nodes[index].previous)
    if previous >= 0 { refresh(previous, nodes, table, &heap) }
  }

  private static func refresh(
    _ index: Int, _ nodes: UnsafeMutableBufferPointer<Node>, _ table: MergeTable, _ heap: inout MinimumHeap
  ) {
    let next = Int(nodes[index].next)
    nodes[index].value = next < 0 ? MergeTable.none : table.value(nodes[index].id, nodes[next].id)
    if nodes[index].value != MergeTable.none { heap.insert(key(nodes[index].value, index)) }
  }

  /// Rank first, then place: the order in which merges are done.
  private static func key(_ value: UInt64, _ index: Int) -> UInt64 {
    value & 0xFFFF_FFFF_0000_0000 | UInt64(truncatingIfNeeded: index)
  }
}
