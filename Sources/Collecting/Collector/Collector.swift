package import Casebook

/// How collecting is done.
package struct CollectorSettings: Sendable {
    /// How many requests may be under way at once, and at one server.
    package var jobs = 8
    package var perHost = 2
    /// Seconds between two requests to one server, where its robots.txt does not ask for more.
    package var delay = 1.0
    package var obeysRobots = true
    /// Seconds until a page that failed for a passing reason is tried again; twice as many each time.
    package var retrySeconds = 60
    /// The address of a public archive, to which that of a page is appended to have it kept; `nil` where none is asked.
    package var savingAddress: String?
    /// Seconds between two requests to it, at least: the Wayback Machine takes some fifteen a minute.
    package var savingDelay = 5.0
    package var synonyms: Synonyms
    package var now: @Sendable () -> Int

    package init(synonyms: Synonyms, now: @escaping @Sendable () -> Int) {
        self.synonyms = synonyms
        self.now = now
    }
}

/// What one round of collecting did.
package struct CollectReport: Hashable, Sendable {
    package var visits = 0
    /// Visits that came to nothing, with why.
    package var failedVisits: [String] = []
    /// Pages that sources named for the first time.
    package var found = 0
    /// Pages by what became of them: `added`, `changed`, `unchanged`, `duplicate`, `other`, `failed`.
    package var outcomes: [String: Int] = [:]
    package var newNotices = 0
    /// Pages that a public archive keeps now, and those for which it was asked in vain.
    package var saved = 0
    package var notSaved = 0
    package var pages: Int { outcomes.values.reduce(0, +) }
}

/// Visits the sources whose time has come and fetches the pages that wait.
///
/// All that it knows stands in the casebook, where each step is written down in one transaction: a round that is cut short at
/// any moment is gone on with by the next.
package struct Collector: Sendable {
    private let store: CasebookStore
    private let archive: WebArchive
    private let pages: PageFetching
    private let settings: CollectorSettings
    private let publicArchive: PublicArchive

    /// - Parameter candidate: reads a page: the program knows the reader, collecting does not.
    package init(
        store: CasebookStore, fetcher: Fetcher, archive: WebArchive, settings: CollectorSettings,
        candidate: @escaping @Sendable (_ bytes: [UInt8], _ address: String) -> Candidate
    ) {
        self.store = store
        self.archive = archive
        self.settings = settings
        publicArchive = PublicArchive(store: store, fetcher: fetcher, settings: settings)
        pages = PageFetching(
            store: store, fetcher: fetcher, robots: RobotsCache(fetcher), archive: archive, settings: settings,
            candidate: candidate)
    }

    private enum Job: Sendable {
        case source(Source)
        case page(QueuedPage)

        var address: String {
            switch self {
            case .source(let source): source.address
            case .page(let page): page.address
            }
        }
    }

    private enum Done: Sendable {
        case listing(Source, VisitResult, [String: Capture])
        case watched(Source, CasebookStore.CollectedPage)
        case page(CasebookStore.CollectedPage)
        /// Time has passed.
        case tick
    }

    private struct Ended: Sendable {
        var host: String
        /// Seconds until its server may be asked again.
        var delay: Double
        var done: Done
    }

    private struct State {
        var queue: HostQueue<Job>
        let run: CasebookStore.Run
        /// What is in the queue or under way.
        var held: Set<String> = []
        var running = 0
        var isTimed = false
        var results: [CasebookStore.CollectedPage] = []
        var flushed = ContinuousClock.now
        var report = CollectReport()
    }

    /// How many results are written down at once, and after how long at the latest.
    private static let batch = 64
    private static let longest = Duration.milliseconds(250)

    /// One round: until nothing is due any more, or the task is cancelled.
    ///
    /// - Parameter progress: is told what was done so far and how many pages wait, now and then.
    package func round(
        in run: CasebookStore.Run, progress: (CollectReport, Int) -> Void = { _, _ in }
    ) async throws -> CollectReport {
        var state = State(queue: HostQueue(perHost: settings.perHost), run: run)
        for source in try store.dueSources() { hold(.source(source), &state) }
        try await withThrowingTaskGroup(of: Ended.self) { group in
            while true {
                if !Task.isCancelled {
                    try refill(&state)
                    start(&state, &group)
                }
                if state.running == 0, !state.isTimed {
                    try flush(&state)
                    if Task.isCancelled { break }
                    if state.queue.count == 0 {
                        guard try hasMore(state) else { break }
                    }
                    continue
                }
                guard let ended = try await group.next() else { break }
                try take(ended, &state)
                if state.results.count >= Self.batch || state.flushed.duration(to: .now) > Self.longest {
                    try flush(&state)
                    progress(state.report, state.queue.count + state.running)
                }
            }
            group.cancelAll()
        }
        try store.refreshSearch()
        if !Task.isCancelled { (state.report.saved, state.report.notSaved) = try await publicArchive.save() }
        progress(state.report, 0)
        return state.report
    }

    private func hold(_ job: Job, _ state: inout State) {
        guard state.held.insert(job.address).inserted else { return }
        state.queue.add(job, host: WebAddress(job.address)?.server ?? "", at: .now)
    }

    /// Takes pages that are due out of the casebook before there is nothing left to do.
    private func refill(_ state: inout State) throws {
        guard state.queue.count < settings.jobs * 8 else { return }
        if !state.results.isEmpty { try flush(&state) }
        for page in try store.duePages(limit: 2_000) { hold(.page(page), &state) }
    }

    private func hasMore(_ state: State) throws -> Bool {
        try store.duePages(limit: 1).contains { !state.held.contains($0.address) }
    }

    private func start(
        _ state: inout State, _ group: inout ThrowingTaskGroup<Ended, any Error>
    ) {
        while state.running < settings.jobs, let (job, host) = state.queue.next(at: .now) {
            state.running += 1
            let pages = pages
            group.addTask {
                let done = await Self.carryOut(job, pages)
                return Ended(host: host, delay: await pages.delay(of: job.address), done: done)
            }
        }
        // A server may be ready before any answer comes.
        if state.running < settings.jobs, !state.isTimed, let ready = state.queue.readyAt() {
            state.isTimed = true
            group.addTask {
                try? await Task.sleep(until: ready, clock: .continuous)
                return Ended(host: "", delay: 0, done: .tick)
            }
        }
    }

    private static func carryOut(_ job: Job, _ pages: PageFetching) async -> Done {
        switch job {
        case .page(let page): return .page(await pages.page(page))
        case .source(let source) where source.kind == .page:
            let page = QueuedPage(address: source.address, source: source.id, title: source.name, tries: 0)
            return .watched(source, await pages.page(page))
        case .source(let source):
            let (result, captures) = await pages.listing(source)
            return .listing(source, result, captures)
        }
    }

    private func take(_ ended: Ended, _ state: inout State) throws {
        if case .tick = ended.done {
            state.isTimed = false
            return
        }
        state.running -= 1
        state.queue.done(ended.host, next: .now.advanced(by: .seconds(ended.delay)))
        // What was cut short says nothing: it is due still.
        if Task.isCancelled { return }
        switch ended.done {
        case .page(let page): state.results.append(page)
        case .watched(let source, let page):
            // Its result and the source's are one step apart: where that is cut short the page is fetched once more.
            state.results.append(page)
            try flush(&state)
            let result: VisitResult =
                switch page.result {
                case .unchanged: .unchanged
                case .fetched: .page
                case .failed(let reason), .later(let reason, _): .failed(reason)
                }
            try note(result, source, [:], &state)
        case .listing(let source, let result, let captures): try note(result, source, captures, &state)
        case .tick: break
        }
    }

    private func note(_ result: VisitResult, _ source: Source, _ captures: [String: Capture], _ state: inout State)
        throws
    {
        state.report.visits += 1
        switch result {
        case .failed(let reason), .listing(_, _, let reason?): state.report.failedVisits.append(reason)
        case .unchanged, .listing, .page: break
        }
        try archive.sync()
        state.report.found += try store.note(result, of: source, captures: captures, in: state.run)
        state.held.remove(source.address)
    }

    private func flush(_ state: inout State) throws {
        state.flushed = .now
        guard !state.results.isEmpty else { return }
        try archive.sync()
        var filed: [String] = []
        for intake in try store.add(state.results, in: state.run) {
            state.report.outcomes[intake.outcome.name, default: 0] += 1
            state.report.newNotices += intake.newNotices
            switch intake.outcome {
            case .added, .changed: filed.append(intake.address)
            case .unchanged, .duplicate, .other, .failed: break
            }
        }
        if settings.savingAddress != nil { try store.wishSaved(filed) }
        try store.refreshSearchIfWorthIt()
        for result in state.results { state.held.remove(result.page.address) }
        state.results.removeAll(keepingCapacity: true)
    }
}
