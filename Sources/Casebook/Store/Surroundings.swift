/// What the casebook asks of the outside world.
package struct Surroundings: Sendable {
    /// Seconds since 1970-01-01 UTC.
    package var now: @Sendable () -> Int
    /// Who is at work, for the audit log.
    package var user: @Sendable () -> String

    package init(now: @escaping @Sendable () -> Int, user: @escaping @Sendable () -> String) {
        self.now = now
        self.user = user
    }
}
