/// When digests are made up: at seven in the morning in Japan, of a weekly one on Mondays.
package enum DigestTimes {
    private static let offset = 9 * 3_600
    private static let hour = 7 * 3_600
    private static let day = 86_400

    /// The first moment behind another at which a digest is due; seconds since 1970-01-01 UTC.
    package static func next(_ rhythm: Watch.Rhythm, after moment: Int) -> Int {
        if rhythm == .immediately { return moment }
        // Days since a Monday, 1969-12-29, so that weeks are counted from there.
        let local = moment + offset - hour + 3 * day
        let length = rhythm == .daily ? day : 7 * day
        let passed = Int((Double(local) / Double(length)).rounded(.down))
        return (passed + 1) * length - offset + hour - 3 * day
    }
}
