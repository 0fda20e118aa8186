/// The robots.txt of the servers that are asked, each fetched once a day.
actor RobotsCache {
    enum Answer: Sendable {
        case rules(RobotsRules)
        /// The server could not say: nothing may be fetched for now (RFC 9309, 2.3.1.4).
        case unknown(String)
    }

    private var tasks: [String: (task: Task<Answer, Never>, at: ContinuousClock.Instant)] = [:]
    private let fetcher: Fetcher
    private static let lasts = Duration.seconds(86_400)
    private static let unknownLasts = Duration.seconds(600)

    init(_ fetcher: Fetcher) { self.fetcher = fetcher }

    /// All who ask for a server at once wait for one request.
    func answer(for address: WebAddress) async -> Answer {
        let origin = address.origin
        if let kept = tasks[origin], kept.at.duration(to: .now) < Self.lasts {
            let answer = await kept.task.value
            guard case .unknown = answer, kept.at.duration(to: .now) > Self.unknownLasts else { return answer }
        }
        if tasks.count > 20_000 { tasks = [:] }
        let fetcher = fetcher
        let task = Task { await Self.fetch(origin, fetcher) }
        tasks[origin] = (task, .now)
        return await task.value
    }

    private static func fetch(_ origin: String, _ fetcher: Fetcher) async -> Answer {
        guard let address = WebAddress(origin + "/robots.txt") else { return .rules(.none) }
        switch await fetcher.fetch(address) {
        case .page(let exchanges): return .rules(RobotsRules(exchanges.last?.body ?? []))
        case .notModified: return .rules(.none)
        // No such file means no rules (2.3.1.3); what may not be asked at all is refused when the page is.
        case .failed: return .rules(.none)
        case .later(let reason, _, _): return .unknown(reason)
        }
    }
}
