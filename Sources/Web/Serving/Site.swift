package import Casebook
import Exchange
import Hummingbird
package import Language
package import Logging
import NIOPosix

/// A casebook as it is served: what every route works with.
package struct Site: Sendable {
    package let store: CasebookStore
    let reading: PageReading
    package let settings: SiteSettings
    let lexicon: Lexicon
    let logger: Logger
    let cache: PageCache
    let counts = RequestCounts()
    let limits: Limits
    let drafts = Drafts(capacity: 128_000_000)

    package init(
        store: CasebookStore, reading: PageReading, settings: SiteSettings, lexicon: Lexicon = .builtIn, logger: Logger
    ) {
        self.store = store
        self.reading = reading
        self.settings = settings
        self.lexicon = lexicon
        self.logger = logger
        cache = PageCache(capacity: 64_000_000)
        limits = Limits(settings, now: store.surroundings.now)
    }

    /// Runs what waits for the disk or computes for long away from the threads that serve connections.
    func work<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await NIOThreadPool.singleton.runIfActive { try body() }
    }
}
