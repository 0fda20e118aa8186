package import Casebook
package import Collecting

/// What sends messages: closures, so that tests need no network.
package struct Outlets: Sendable {
    package var mail: @Sendable (MailMessage) async -> SendingEnd
    /// How sending a mail ended that we were killed over, by its key; `nil` where that cannot be known.
    package var mailEnd: @Sendable (_ key: String) async -> SendingEnd?
    /// Takes what is kept of a mail away, once the casebook knows how it ended.
    package var mailDone: @Sendable (_ key: String) -> Void
    package var webhook: @Sendable (_ body: [UInt8], _ url: String, _ headers: [(String, String)]) async -> SendingEnd
    /// Writes to standard output. Throws where that takes no more.
    package var output: @Sendable (String) throws -> Void

    package init(
        mail: @escaping @Sendable (MailMessage) async -> SendingEnd,
        mailEnd: @escaping @Sendable (_ key: String) async -> SendingEnd?,
        mailDone: @escaping @Sendable (_ key: String) -> Void,
        webhook: @escaping @Sendable ([UInt8], String, [(String, String)]) async -> SendingEnd,
        output: @escaping @Sendable (String) throws -> Void
    ) {
        self.mail = mail
        self.mailEnd = mailEnd
        self.mailDone = mailDone
        self.webhook = webhook
        self.output = output
    }

    /// The real ones.
    package static func system(
        _ settings: WatchSettings, outbox: Outbox, searchPath: String, resolver: Resolver,
        now: @escaping @Sendable () -> Int,
        output: @escaping @Sendable (String) throws -> Void
    ) -> Outlets {
        let mailer = CurlMailer(settings: settings, outbox: outbox, searchPath: searchPath)
        let webhooks = WebhookSender(settings: settings, resolver: resolver)
        return Outlets(
            mail: { await mailer.send($0) }, mailEnd: { await mailer.end(of: $0) },
            mailDone: { outbox.clear($0) },
            webhook: { await webhooks.send($0, to: $1, headers: $2, now: now()) }, output: output)
    }
}
