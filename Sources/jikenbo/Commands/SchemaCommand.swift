import ArgumentParser
import Exchange

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a record.",
        discussion: """
            The schema (draft 2020-12) describes one line of 'jikenbo read --format json', with every value that a field can have.

            EXAMPLES
              jikenbo schema > record.schema.json
            """)

    func run() throws { try Output.finish { try Output.write(RecordSchema.text) } }
}
