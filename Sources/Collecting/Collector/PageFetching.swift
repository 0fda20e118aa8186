import Casebook

/// Fetches one page or listing politely, keeps what came in the archive, and says what came of it.
struct PageFetching: Sendable {
    let store: CasebookStore
    let fetcher: Fetcher
    let robots: RobotsCache
    let archive: WebArchive
    let settings: CollectorSettings
    let candidate: @Sendable (_ bytes: [UInt8], _ address: String) -> Candidate

    /// What came from an address.
    enum Content: Sendable {
        case unchanged
        case new([UInt8], Capture, WebAddress)
        case failed(String)
        case later(String, seconds: Int?)
    }

    /// Seconds that its server is left alone after a request.
    func delay(of text: String) async -> Double {
        guard settings.obeysRobots, let address = WebAddress(text),
            case .rules(let rules) = await robots.answer(for: address)
        else { return settings.delay }
        // Who asks for no delay at all, in tests of one's own servers, gets none.
        return settings.delay == 0 ? 0 : max(settings.delay, rules.delay(agent: fetcher.agent) ?? 0)
    }

    func page(_ page: QueuedPage) async -> CasebookStore.CollectedPage {
        let address = page.address
        switch await content(of: address) {
        case .unchanged: return .init(page: page, result: .unchanged, capture: nil)
        case .new(let bytes, let capture, _):
            return .init(page: page, result: .fetched(candidate(bytes, address)), capture: capture)
        case .failed(let reason):
            return .init(page: page, result: .failed("\(address): \(reason)"), capture: nil)
        case .later(let reason, let seconds):
            // A minute, two, four, … where the server did not say.
            let wait = seconds ?? settings.retrySeconds << min(page.tries, 10)
            return .init(page: page, result: .later("\(address): \(reason)", seconds: wait), capture: nil)
        }
    }

    /// A listing, with what is to be remembered of its address and of those of the sitemaps that it names, which are read with it.
    func listing(_ source: Source) async -> (result: VisitResult, captures: [String: Capture]) {
        // What came before this was a source was not read as its list.
        switch await content(of: source.address, isFirst: source.succeededAt == nil) {
        case .unchanged: return (.unchanged, [:])
        case .failed(let reason), .later(let reason, _): return (.failed("\(source.address): \(reason)"), [:])
        case .new(let bytes, let capture, let address):
            do {
                let filter = try source.filter.isEmpty ? nil : TitleFilter(source.filter, synonyms: settings.synonyms)
                var listing = try read(bytes, address, LinkRules(source.rules))
                let format = listing.format
                var captures: [String: Capture] = [:]
                if format == .sitemapIndex { (listing, captures) = await sitemaps(of: listing) }
                // A list that is not whole is fetched again, whatever the server says of changes; and so is an index, which may
                // stay the same while its sitemaps change.
                if listing.fault == nil, format != .sitemapIndex { captures[source.address] = capture }
                let pages = listing.entries.map { entry in
                    // Where nothing is said, nothing can be left out for it.
                    let isWanted = filter == nil || entry.title.isEmpty || filter!.accepts(entry.title)
                    return (address: entry.address, title: entry.title, isWanted: isWanted)
                }
                let trouble = listing.fault.map { "\(source.address): \($0)" }
                return (.listing(format: format.rawValue, pages: pages, trouble: trouble), captures)
            } catch {
                return (.failed("\(source.address): \(Self.sentence(error))"), [:])
            }
        }
    }

    private func read(_ bytes: [UInt8], _ address: WebAddress, _ rules: LinkRules) throws -> SourceListing {
        var bytes = bytes
        // A sitemap may be a gzip file, whatever the server calls it.
        if bytes.starts(with: [0x1F, 0x8B]) {
            var gzip = GzipReading()
            var rest = bytes
            bytes = try gzip.member(limit: fetcher.limits.bytes) {
                defer { rest = [] }
                return rest
            }.content
        }
        return try SourceListing.read(bytes, address: address, rules: rules)
    }

    /// The newest sitemaps of an index, as one listing: of those that have changed.
    private func sitemaps(of index: SourceListing) async -> (SourceListing, [String: Capture]) {
        var whole = SourceListing(format: .sitemap, title: "", entries: [], fault: index.fault)
        var captures: [String: Capture] = [:]
        for entry in index.entries.sorted(by: { $0.date ?? 0 > $1.date ?? 0 }).prefix(Self.mostSitemaps) {
            try? await Task.sleep(for: .seconds(await delay(of: entry.address)))
            switch await content(of: entry.address) {
            case .unchanged: break
            case .failed(let reason), .later(let reason, _): whole.fault = "\(entry.address): \(reason)"
            case .new(let bytes, let capture, let address):
                do {
                    let part = try read(bytes, address, LinkRules())
                    guard part.format == .sitemap else { break }
                    whole.entries += part.entries
                    captures[entry.address] = capture
                    whole.fault = part.fault ?? whole.fault
                } catch { whole.fault = "\(entry.address): \(Self.sentence(error))" }
            }
            if whole.entries.count >= SourceListing.mostEntries || Task.isCancelled { break }
        }
        return (whole, captures)
    }

    private static let mostSitemaps = 50

    private static func sentence(_ error: any Error) -> String {
        switch error {
        case let fault as ListingFault: fault.description
        case let fault as LinkRules.Fault: fault.description
        case let fault as TitleFilter.Fault: fault.description
        case GzipReading.Fault.tooLarge: "the compressed list is too large"
        default: "the compressed list is damaged"
        }
    }

    /// - Parameter isFirst: whether what came from there before does not count.
    private func content(of text: String, isFirst: Bool = false) async -> Content {
        guard let address = WebAddress(text) else { return .failed("this is no address of the web") }
        if settings.obeysRobots {
            switch await robots.answer(for: address) {
            case .unknown(let reason): return .later("robots.txt cannot be read: \(reason)", seconds: nil)
            case .rules(let rules) where !rules.allows(address.target, agent: fetcher.agent):
                return .failed("robots.txt does not let it be fetched")
            case .rules: break
            }
        }
        do {
            let last = isFirst ? nil : try store.lastCapture(of: text)
            let outcome = await fetcher.fetch(address, etag: last?.etag, modified: last?.modified)
            return try keep(outcome, of: text, last)
        } catch let error as ArchiveError { return .later(error.description, seconds: nil) } catch {
            return .later("the casebook or archive cannot be used", seconds: nil)
        }
    }

    private func keep(_ outcome: FetchOutcome, of address: String, _ last: Capture?) throws -> Content {
        // What was cut short is no outcome, and is not kept as one.
        if Task.isCancelled { return .later("it was cut short", seconds: nil) }
        let exchanges = outcome.exchanges
        let same = last.map { (address: address, at: $0.at) }
        switch outcome {
        case .notModified:
            _ = try archive.append(exchanges, same: same)
            return .unchanged
        case .page(let exchanges):
            let answer = exchanges[exchanges.count - 1]
            let sha256 = Digest.sha256(answer.body)
            if let last, last.sha256 == sha256 {
                _ = try archive.append(exchanges, same: same)
                return .unchanged
            }
            let place = try archive.append(exchanges)
            let capture = Capture(
                at: answer.at, etag: answer.header("etag"), modified: answer.header("last-modified"), sha256: sha256,
                file: place.file, offset: place.offset, records: place.records)
            return .new(answer.body, capture, answer.address)
        case .failed(let reason, _):
            if !exchanges.isEmpty { _ = try archive.append(exchanges) }
            try archive.append(failure: reason, of: address, at: settings.now())
            return .failed(reason)
        case .later(let reason, let seconds, _):
            if !exchanges.isEmpty { _ = try archive.append(exchanges) }
            try archive.append(failure: reason, of: address, at: settings.now())
            return .later(reason, seconds: seconds)
        }
    }
}
