/// Work on many things at once whose results come in the order of the things.
enum OrderedWork {
    /// Runs `work` on each element, at most `jobs` at a time, and hands each result to `take` in order. No more than
    /// `4 * jobs` results wait for their turn, so memory stays bounded however slow the first of them is.
    static func run<Element: Sendable, Result: Sendable>(
        _ elements: [Element], jobs: Int, work: @escaping @Sendable (Element) -> Result,
        take: (Int, Result) async throws -> Void
    ) async throws {
        if jobs == 1 || elements.count < 2 {
            for (index, element) in elements.enumerated() { try await take(index, work(element)) }
            return
        }
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var next = 0
            var due = 0
            var running = 0
            var waiting: [Int: Result] = [:]
            func fill() {
                while running < jobs, next < elements.count, next - due < 4 * jobs {
                    let index = next
                    let element = elements[index]
                    group.addTask { (index, work(element)) }
                    next += 1
                    running += 1
                }
            }
            fill()
            while let (index, result) = try await group.next() {
                running -= 1
                waiting[index] = result
                while let result = waiting.removeValue(forKey: due) {
                    try await take(due, result)
                    due += 1
                }
                fill()
            }
        }
    }
}
