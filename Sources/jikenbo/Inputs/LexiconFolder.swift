import Language

/// Reads the files of a lexicon from a folder.
enum LexiconFolder {
    /// The folder's `.yaml` and `.yml` files, sorted by name.
    static func sources(in path: String) throws(InputError) -> [Lexicon.Source] {
        let folder = FilePath(path)
        var sources: [Lexicon.Source] = []
        for name in try FileSystem.names(in: folder) where name.shown.hasSuffix(".yaml") || name.shown.hasSuffix(".yml")
        {
            let bytes = try FileSystem.bytes(of: folder.appending(name), limit: ByteSize(bytes: 50_000_000))
            sources.append(Lexicon.Source(name: name.shown, yaml: String(decoding: bytes, as: UTF8.self)))
        }
        if sources.isEmpty {
            throw InputError(path, "holds no .yaml files", "name the folder that holds causes.yaml and the others")
        }
        return sources
    }

    /// The fault with its file's whole path.
    static func placed(_ fault: LexiconFault, in directory: String?) -> LexiconFault {
        guard let directory else { return fault }
        var fault = fault
        fault.file = FilePath(directory).appending(FilePath(fault.file)).shown
        return fault
    }
}
