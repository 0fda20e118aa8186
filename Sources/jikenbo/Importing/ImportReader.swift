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
        let source: ImportSource =
            switch input {
            case .file(let path): ImportSource(name: path.shown, address: path.absolute)
            case .standardInput: ImportSource(name: "standard input", address: "stdin")
            case .failure(let error): ImportSource(name: error.name, address: error.name)
            }
        do throws(InputError) {
            let bytes: [UInt8]
            switch input {
            case .file(let path): bytes = try FileSystem.bytes(of: path, limit: limit)
            case .standardInput: bytes = try FileSystem.standardInput(limit: limit)
            case .failure(let error): throw error
            }
            return switch maker {
            case .veris(let terms): VERISFile.items(bytes, from: source, terms)
            case .csv(let importer): importer.items(bytes, from: source)
            }
        } catch {
            return [.fault(ImportFault(sentence: error.description, name: source.name))]
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
