package import Casebook
package import Language

/// Finds what is new, and delivers what is due, once.
///
/// Of every message the casebook notes that it is being sent before its first byte leaves, and how that ended behind the last. What is
/// noted as being sent when a run begins was cut off by a kill: a mail's receipt tells how it ended; a webhook and standard output
/// are sent again under the same id, by which the receiver drops it where it had it already.
package struct WatchRunner: Sendable {
    package struct Report: Sendable {
        /// Events found that a watch tells of.
        package var found = 0
        package var sent = 0
        /// A line for each message that could not be sent.
        package var failures: [String] = []
    }

    /// How standard output is written.
    package enum Form: String, Sendable, CaseIterable { case json, text }

    private let store: CasebookStore
    private let settings: WatchSettings
    private let outlets: Outlets
    private let form: Form
    private let lexicon: Lexicon
    private let casePage: @Sendable (String, InterfaceLanguage) -> String?

    /// - Parameter casePage: the path of a case's page, by its number.
    package init(
        store: CasebookStore, settings: WatchSettings, outlets: Outlets, form: Form = .json,
        lexicon: Lexicon = .builtIn, casePage: @escaping @Sendable (String, InterfaceLanguage) -> String
    ) {
        self.store = store
        self.settings = settings
        self.outlets = outlets
        self.form = form
        self.lexicon = lexicon
        let base = settings.publicAddress
        self.casePage = { number, language in base.map { $0 + casePage(number, language) } }
    }

    /// Channels that are written to at the same time.
    private static let most = 8

    package func run() async throws -> Report {
        var report = Report()
        report.found = try store.findWatchEvents()
        try store.makeDigests()
        let jobs = try store.watches().flatMap { watch in watch.channels.map { (watch, $0) } }
        try await withThrowingTaskGroup(of: Report.self) { group in
            for (place, (watch, channel)) in jobs.enumerated() {
                if place >= Self.most, let part = try await group.next() { report.add(part) }
                group.addTask { try await deliver(by: channel, of: watch) }
            }
            for try await part in group { report.add(part) }
        }
        return report
    }

    /// Settles what was cut off, and sends what is due by one channel, in order, until it fails: what does not come through now will
    /// not a moment later.
    private func deliver(by channel: WatchChannel, of watch: Watch) async throws -> Report {
        var report = Report()
        for message in try store.interruptedMessages(of: channel.id) {
            if Task.isCancelled { return report }
            try await whole { try await settle(message, by: channel) }
        }
        for message in try store.dueMessages(of: channel.id) {
            if Task.isCancelled { break }
            let end = try await whole { try await send(message, by: channel, of: watch) }
            switch end {
            case nil: break
            case .sent: report.sent += 1
            case .failed(let why, let isRefused, _):
                report.failures.append("\(watch.name): \(channel.label): \(why)")
                if !isRefused { return report }
            }
        }
        return report
    }

    /// Does something to its end, also where the run is to stop: half sent would be sent twice.
    private func whole<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await Task { try await body() }.value
    }

    /// Settles a message that was being sent when the program was killed.
    private func settle(_ message: OutgoingMessage, by channel: WatchChannel) async throws {
        if channel.isMail, let end = await outlets.mailEnd(message.key) {
            try store.endSending(message, end)
            outlets.mailDone(message.key)
        } else {
            try store.sendAgain(message)
        }
    }

    /// - Returns: `nil` where the message is gone, because its watch was removed.
    private func send(
        _ message: OutgoingMessage, by channel: WatchChannel, of watch: Watch
    ) async throws -> SendingEnd? {
        let events = try store.events(of: message)
        guard try store.beginSending(message) else { return nil }
        let end = await send(message, events, by: channel.kind, of: watch)
        try store.endSending(message, end)
        if channel.isMail { outlets.mailDone(message.key) }
        return end
    }

    /// Sends a test message by every channel of a watch.
    ///
    /// - Returns: how each went.
    package func test(_ watch: Watch) async -> [(channel: WatchChannel, end: SendingEnd)] {
        var ends: [(WatchChannel, SendingEnd)] = []
        for channel in watch.channels {
            let key = "msg_test_" + Digest.hex(Secret.bytes(8))
            let message = OutgoingMessage(
                id: 0, key: key, channel: channel.id, tries: 0, madeAt: store.surroundings.now())
            let clipping = Clipping.test(of: watch, words: words(watch))
            let end = await send(message, [], by: channel.kind, of: watch, instead: clipping)
            if channel.isMail { outlets.mailDone(key) }
            ends.append((channel, end))
        }
        return ends
    }

    private func words(_ watch: Watch) -> ClippingWords { ClippingWords(language: watch.language, lexicon: lexicon) }

    // MARK: One message

    /// - Parameter other: what to tell instead of events.
    private func send(
        _ message: OutgoingMessage, _ events: [WatchEvent], by kind: WatchChannel.Kind, of watch: Watch,
        instead other: Clipping? = nil
    ) async -> SendingEnd {
        let clipping = other ?? Clipping(events, of: watch, words: words(watch), casePage: casePage)
        switch kind {
        case .mail(let address):
            guard let from = settings.from else {
                return .failed("no sender is set; set one with jikenbo watch settings --from")
            }
            return await outlets.mail(
                MailMessage(
                    from: from, to: address, subject: clipping.subject, text: clipping.text, html: clipping.html,
                    key: message.key, date: message.madeAt, sender: words(watch).name))
        case .webhook(let url, let style, let secretFile):
            let time = store.surroundings.now()
            let body =
                switch style {
                case .plain: json(watch).message(message, events, of: watch, time: time)
                case .slack: clipping.slack
                case .teams: clipping.teams
                case .discord: clipping.discord
                }
            var headers = [("webhook-id", message.key), ("webhook-timestamp", "\(time)")]
            do {
                if let secretFile {
                    let signature = WebhookSignature(secret: try SecretFile.read(secretFile))
                    headers.append(("webhook-signature", signature.header(id: message.key, time: time, body: body)))
                }
            } catch {
                return .failed((error as? CasebookError)?.description ?? "the secret cannot be read")
            }
            return await outlets.webhook(body, url, headers)
        case .output:
            do {
                try outlets.output(
                    form == .text || other != nil
                        ? clipping.text : events.map { json(watch).line($0, in: message, of: watch) }.joined())
                return .sent
            } catch {
                return .failed("standard output takes no more")
            }
        }
    }

    private func json(_ watch: Watch) -> EventJSON { EventJSON(words: words(watch), casePage: casePage) }
}

extension WatchRunner.Report {
    fileprivate mutating func add(_ other: Self) {
        found += other.found
        sent += other.sent
        failures += other.failures
    }
}

extension WatchChannel {
    var isMail: Bool { if case .mail = kind { true } else { false } }
}
