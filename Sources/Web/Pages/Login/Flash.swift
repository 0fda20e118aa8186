extension PageWriter {
    /// What was just done, for the top of the next page. Only what is in the list is ever shown, whatever an address says.
    func flash(_ done: String?) -> String? {
        guard let done, Self.flashes.contains(done) else { return nil }
        return words["done_" + done]
    }

    private static let flashes: Set = [
        "welcome", "password", "session", "revoked", "user", "role", "disabled", "enabled", "edit", "accept", "reject",
        "undo", "filed", "queued", "waiting",
    ]
}
