import Testing
import Workspaces

private final class Counted: Sendable {}

@Suite struct WorkspacePoolTests {
  @Test func givesBackWhatWasGiven() {
    let pool = WorkspacePool<Counted>(count: 2)
    #expect(pool.take() == nil)
    let object = Counted()
    pool.giveBack(object)
    #expect(pool.take() === object)
    #expect(pool.take() == nil)
  }

  @Test func letsGoWhatItHasNoPlaceFor() {
    weak var lost: Counted?
    let pool = WorkspacePool<Counted>(count: 1)
    pool.giveBack(Counted())
    do {
      let surplus = Counted()
      lost = surplus
      pool.giveBack(surplus)
    }
    #expect(lost == nil)
    #expect(pool.take() != nil)
  }

  @Test func freesItsObjects() {
    weak var kept: Counted?
    do {
      let pool = WorkspacePool<Counted>(count: 4)
      let object = Counted()
      kept = object
      pool.giveBack(object)
    }
    #expect(kept == nil)
  }

  @Test func anObjectIsInOneHandOnly() async {
    final class Exclusive: @unchecked Sendable { var users = 0 }
    let pool = WorkspacePool<Exclusive>(count: 4)
    let collisions = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var collisions = 0
          for _ in 0..<2000 {
            let object = pool.take() ?? Exclusive()
            object.users += 1
            if object.users != 1 { collisions += 1 }
            object.users -= 1
            pool.giveBack(object)
          }
          return collisions
        }
      }
      return await group.reduce(0, +)
    }
    #expect(collisions == 0)
  }
}
