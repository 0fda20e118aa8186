import Casebook
import Exchange
import Importing
import Language

/// Reads files of incidents. Safe to use from any number of threads.
struct ImportReader: Sendable {
    private enum Maker: Sendable {
        case veris(VERISTerms)
        case csv(CSVImporter)
    }

    private let maker: Maker
    private let limit: ByteSize
    /// Of what makes the records.
    let version: String

    init(_ format: ImportFormat, mapping: String?, limit: ByteSize) throws(InputError) {
        self.limit = limit
        switch format {
        case .veris:
            maker = .veris(VERISTerms(.builtIn))
            version = VERISFile.version
        case .csv:
            let mapping = try Self.mapping(mapping ?? "")
            maker = .csv(CSVImporter(mapping, lexicon: .builtIn))
            version = mapping.version
        }
    }

    private static func mapping(_ path: String) throws(InputError) -> CSVMapping {
        let isOwn = path == CSVMapping.ownName && FileSystem.entry(at: FilePath(path)) == nil
        let yaml =
            isOwn
            ? CSVMapping.ownYAML
            : String(
                decoding: try FileSystem.bytes(of: FilePath(path), limit: ByteSize(bytes: 1_000_000)), as: UTF8.self)
        do throws(CSVMapping.Fault) { return try CSVMapping(yaml: yaml, name: path) } catch {
            throw InputError(sentence: error.description)
        }
    }

    /// What a file holds, or why it cannot be read.
    func items(_ input: Input) -> [ImportItem] {
        var name = "standard input"
        do throws(InputError) {
            let bytes: [UInt8]
            let source: ImportSource
            switch input {
            case .file(let path):
                name = path.shown
                bytes = try FileSystem.bytes(of: path, limit: limit)
                source = ImportSource(name: name, address: path.absolute)
            case .standardInput:
                bytes = try FileSystem.standardInput(limit: limit)
                // What else is ever given there is not taken for a change of this.
                source = ImportSource(name: name, address: "stdin:" + Digest.short(bytes))
            case .failure(let error):
                name = error.name
                throw error
            }
            return switch maker {
            case .veris(let terms): VERISFile.items(bytes, from: source, terms)
            case .csv(let importer): importer.items(bytes, from: source)
            }
        } catch {
            return [.fault(ImportFault(sentence: error.description, name: name))]
        }
    }
}

extension ImportFault {
    /// A fault whose sentence was written elsewhere in the same form.
    fileprivate init(sentence: String, name: String) {
        let rest = sentence.hasPrefix(name + ": ") ? String(sentence.dropFirst(name.count + 2)) : sentence
        let parts = rest.split(separator: "; ", maxSplits: 1).map(String.init)
        self.init(name, parts.first ?? rest, parts.count > 1 ? parts[1] : "try again")
    }
}
