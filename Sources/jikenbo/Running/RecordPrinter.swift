import Exchange
import Facts

/// Reads inputs and lays out their records. Safe to use from any number of threads.
struct RecordPrinter: Sendable {
    let reader: PageReader
    let format: any NoticeFormat
    /// The kind that is asked for; `nil` for all.
    let kind: NoticeKind?

    /// What one input gave.
    struct Result: Sendable {
        /// The notices in the format that was asked for.
        var text = ""
        /// How many notices the page holds, those not asked for included.
        var notices = 0
        var written = 0
        var failure: String?
    }

    func print(_ input: Input) -> Result {
        do throws(InputError) {
            let notices = try reader.read(try reader.bytes(of: input), name: input.name).notices
            let wanted = notices.filter { kind == nil || $0.record.kind == kind }
            return Result(
                text: wanted.map { format.text(of: $0) }.joined(), notices: notices.count, written: wanted.count)
        } catch {
            return Result(failure: error.description)
        }
    }
}
