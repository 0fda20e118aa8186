import Casebook

/// Asks a public archive, such as the Wayback Machine, to keep the pages that were collected. Only where somebody switched it on: it tells
/// others what is collected here.
struct PublicArchive: Sendable {
    let store: CasebookStore
    let fetcher: Fetcher
    let settings: CollectorSettings

    /// Pages of one round; others wait for the next.
    static let most = 200

    /// Asks for what is due, one page after the other.
    ///
    /// - Returns: how many pages it keeps now, and for how many it was asked in vain.
    func save() async throws -> (saved: Int, failed: Int) {
        guard let service = settings.savingAddress else { return (0, 0) }
        var counts = (saved: 0, failed: 0)
        for (place, address) in try store.dueSaves(limit: Self.most).enumerated() {
            if place > 0 { try? await Task.sleep(for: .seconds(max(settings.delay, settings.savingDelay))) }
            if Task.isCancelled { break }
            guard let asked = WebAddress(service + address) else {
                try store.noteNotSaved(address, "the archive's address and this one make none", seconds: nil)
                continue
            }
            let outcome = await fetcher.fetch(asked)
            // What was cut short is no outcome.
            if Task.isCancelled { break }
            switch outcome {
            case .page(let exchanges):
                try store.noteSaved(address, copy: Self.copy(exchanges, of: asked))
                counts.saved += 1
            case .notModified: try store.noteSaved(address, copy: nil)
            case .failed(let reason, _):
                try store.noteNotSaved(address, reason, seconds: nil)
                counts.failed += 1
            case .later(let reason, let seconds, _):
                try store.noteNotSaved(address, reason, seconds: seconds ?? settings.retrySeconds)
                counts.failed += 1
            }
        }
        return counts
    }

    /// Where the archive keeps the page: what it names, or where it led.
    private static func copy(_ exchanges: [Exchange], of asked: WebAddress) -> String? {
        guard let last = exchanges.last else { return nil }
        if let named = last.header("content-location"), let found = WebAddress(named, relativeTo: last.address) {
            return found.text
        }
        return last.address == asked ? nil : last.address.text
    }
}
