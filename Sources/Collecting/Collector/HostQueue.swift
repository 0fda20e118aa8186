/// What waits to be fetched, by server: each is asked by few at a time and not too often.
struct HostQueue<Job> {
    private struct Host {
        var waiting: [Job] = []
        /// Where the first that waits stands; what is before it is gone.
        var first = 0
        var active = 0
        var readyAt: ContinuousClock.Instant

        var isEmpty: Bool { first == waiting.count }
    }

    private var hosts: [String: Host] = [:]
    /// The hosts with something that waits, in the order in which they get their turns.
    private var turns: [String] = []
    private let perHost: Int
    private(set) var count = 0

    init(perHost: Int) { self.perHost = perHost }

    mutating func add(_ job: Job, host: String, at now: ContinuousClock.Instant) {
        if hosts[host] == nil { hosts[host] = Host(readyAt: now) }
        if hosts[host]!.isEmpty { turns.append(host) }
        hosts[host]!.waiting.append(job)
        count += 1
    }

    /// The next job whose server may be asked now; `nil` where none may.
    mutating func next(at now: ContinuousClock.Instant) -> (job: Job, host: String)? {
        for place in turns.indices {
            let name = turns[place]
            guard var host = hosts[name], host.active < perHost, host.readyAt <= now else { continue }
            let job = host.waiting[host.first]
            host.first += 1
            host.active += 1
            if host.first > 256, host.first * 2 > host.waiting.count {
                host.waiting.removeFirst(host.first)
                host.first = 0
            }
            turns.remove(at: place)
            if !host.isEmpty { turns.append(name) }
            hosts[name] = host
            count -= 1
            return (job, name)
        }
        return nil
    }

    /// A job of the host is done; the next may begin after the delay.
    mutating func done(_ name: String, next readyAt: ContinuousClock.Instant) {
        guard var host = hosts[name] else { return }
        host.active -= 1
        host.readyAt = max(host.readyAt, readyAt)
        hosts[name] = host
    }

    /// When the next server that waits for its time may be asked; `nil` where none waits for time alone.
    func readyAt() -> ContinuousClock.Instant? {
        turns.lazy.compactMap { hosts[$0] }.filter { $0.active < perHost }.map(\.readyAt).min()
    }
}
