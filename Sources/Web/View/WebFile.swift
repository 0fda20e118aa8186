import Casebook
import WebFiles

/// The files of the web pages, as they were built in.
struct WebFile: Sendable {
    var name: String
    var bytes: [UInt8]

    static let all: [WebFile] = {
        var count = 0
        guard let files = web_files(&count) else { return [] }
        return (0..<count).map { i in
            let bytes = UnsafeBufferPointer(start: files[i].bytes, count: files[i].count)
            return WebFile(name: String(cString: files[i].name), bytes: Array(bytes))
        }
    }()

    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// What browsers load beside a page: kept for good under an address that changes with its content.
struct Asset: Sendable {
    let bytes: [UInt8]
    let mediaType: String
    let address: String

    static let style = Asset("style", ".css", "text/css; charset=utf-8")
    static let script = Asset("script", ".js", "text/javascript; charset=utf-8")
    static let icon = Asset("icon", ".svg", "image/svg+xml")
    /// The styles of a report, which is one file.
    static let reportStyle =
        String(decoding: style.bytes, as: UTF8.self)
        + (WebFile.all.first { $0.name == "assets/report.css" }?.text ?? "")
    /// What every page of a served site loads.
    static let all = [style, script, icon]
    /// The search of a published site.
    static let published = Asset("published", ".js", "text/javascript; charset=utf-8")

    /// All files of `assets` that begin with the name, one behind the other.
    private init(_ name: String, _ ending: String, _ mediaType: String) {
        bytes = WebFile.all.filter { $0.name.hasPrefix("assets/" + name) && $0.name.hasSuffix(ending) }.flatMap(\.bytes)
        precondition(!bytes.isEmpty, "no asset \(name)")
        self.mediaType = mediaType
        address = "/assets/\(name).\(Digest.short(bytes).prefix(10))\(ending)"
    }
}
