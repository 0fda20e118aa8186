import Exchange

/// Tells on standard error how far the reading is, and at the end what came of it.
struct Progress {
    /// How many inputs are "a few", of which nothing is told.
    static let few = 3

    private let total: Int
    private let showsLine: Bool
    private let sharesScreen: Bool
    private let isQuiet: Bool
    private var lineIsUp = false

    private(set) var notices = 0
    private(set) var failures = 0
    private var done = 0

    /// - Parameters:
    ///   - sharesScreen: standard output goes to the same terminal, so the line must make way for it.
    init(total: Int, isQuiet: Bool, errorIsTerminal: Bool, sharesScreen: Bool) {
        self.total = total
        self.isQuiet = isQuiet
        self.sharesScreen = sharesScreen
        showsLine = !isQuiet && errorIsTerminal && total > Self.few
    }

    /// Before the input with this number is written.
    mutating func show() {
        guard showsLine else { return }
        Output.tell("\r\u{1B}[KReading \(done + 1)/\(total) …")
        lineIsUp = true
    }

    /// Makes way for other output.
    mutating func clear() {
        guard lineIsUp else { return }
        Output.tell("\r\u{1B}[K")
        lineIsUp = false
    }

    mutating func note(_ result: RecordPrinter.Result, of name: String) {
        done += 1
        notices += result.written
        if let failure = result.failure {
            failures += 1
            clear()
            Output.complain(failure)
        } else if result.notices == 0, !isQuiet {
            clear()
            Output.complain("\(HostileText.line(name)): no notice found in it")
        }
        if sharesScreen, !result.text.isEmpty { clear() }
    }

    mutating func finish() {
        clear()
        guard !isQuiet, total > Self.few else { return }
        let failed = failures == 0 ? "" : ", \(failures) failed"
        Output.tell("Read \(total) files: \(notices) notices\(failed).\n")
    }
}
