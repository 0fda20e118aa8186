import ArgumentParser
import Casebook
import Exchange
import Facts
import Reading

struct RereadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reread",
        abstract: "Reads all notices anew with the present reader.",
        discussion: """
            Notices that this version with this lexicon has read already are left as they are. Corrections hold. Prints a line for each \
            field that changed: the notice, its case, the field, what went (-) and what came (+). The command can be stopped at any \
            moment; the next run goes on.

            EXAMPLES
              jikenbo reread > changes.txt
            """)

    @OptionGroup var casebook: CasebookOptions
    @OptionGroup var lexicon: LexiconOptions

    func run() throws {
        let store = try casebook.open()
        let version = try lexicon.readerVersion()
        let reader = Reader(lexicon: try lexicon.load())
        try Output.finish {
            let result = try Output.orFail {
                try store.reread(in: store.beginRun("reread", reader: version), reader: version, read: reader.read) {
                    try Output.write(Self.lines($0))
                }
            }
            Output.tell(
                "\(result.notices) notices read anew: \(result.changed) with other values, "
                    + "\(result.evidenceOnly) with other evidence only.\n")
        }
    }

    private static func lines(_ change: NoticeChange) -> String {
        let fields = change.fields.map { field in
            let values = field.lost.map { "-" + $0.text } + field.gained.map { "+" + $0.text }
            return "\(field.field.rawValue)\t\(values.map(HostileText.line).joined(separator: " "))"
        }
        return (fields.isEmpty ? ["kind\t"] : fields).map { "\(change.notice)\t\(change.casefile ?? "-")\t\($0)\n" }
            .joined()
    }
}
