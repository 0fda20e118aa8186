import Foundation

/// Reads the text layer of a PDF through poppler's `pdftotext`.
struct PDFReader: Sendable {
    /// Folders in which the tool is looked for, as in PATH.
    var searchPath: String

    init(searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? "") {
        self.searchPath = searchPath
    }

    /// The text of all pages, without the headers, footers and page numbers that every page repeats.
    func text(of bytes: [UInt8], seconds: Double, maxBytes: Int) throws(PageError.Reason) -> String {
        guard let tool else { throw .pdfToolMissing }
        let file = try TemporaryFile(bytes)
        defer { file.remove() }
        // The path begins with a slash: it can be taken for no option.
        let arguments = ["-enc", "UTF-8", "-eol", "unix", file.path, "-"]
        let run = ChildProcess.run(tool, arguments, seconds: seconds, maxBytes: maxBytes)
        switch run.end {
        case .failed(let why): throw .pdfToolFailed(why)
        case .tookTooLong: throw .pdfTimeout(seconds: seconds)
        case .wroteTooMuch: throw .tooMuchText(limit: maxBytes)
        case .crashed: throw .brokenPDF("pdftotext crashed on it")
        case .exited(let status): try check(status, complaints: run.errors)
        }
        let text = PDFPages.text(String(decoding: run.output, as: UTF8.self))
        if text.isEmpty { throw run.errors.contains("Missing language pack") ? .pdfDataMissing : .noTextInPDF }
        return text
    }

    /// Whether PDFs can be read at all.
    var hasTool: Bool { tool != nil }

    private var tool: String? {
        for folder in searchPath.split(separator: ":") where folder.hasPrefix("/") {
            let path = "\(folder)/pdftotext"
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        return nil
    }

    private func check(_ status: Int32, complaints: String) throws(PageError.Reason) {
        if status == 0 { return }
        if complaints.contains("Incorrect password") || complaints.contains("encrypt") { throw .encryptedPDF }
        if status == 3 { throw .copyForbiddenPDF }
        // The last complaint is the one that ended it.
        let lines = complaints.split(whereSeparator: \.isNewline)
        throw .brokenPDF(lines.last.map { String($0.prefix(200)) } ?? "pdftotext ended with status \(status)")
    }
}

/// A file in the temporary folder that only this user may read, under a name that nobody can guess.
struct TemporaryFile {
    let path: String

    init(_ bytes: [UInt8]) throws(PageError.Reason) {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        var template = Array("\(folder)/jikenbo-XXXXXXXXXX.pdf".utf8CString)
        let descriptor = mkstemps(&template, 4)
        guard descriptor >= 0 else { throw .pdfToolFailed("no temporary file: \(String(cString: strerror(errno)))") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let why = String(cString: strerror(errno))
                unlink(path)
                throw .pdfToolFailed("no temporary file: \(why)")
            }
            written += count
        }
    }

    func remove() { unlink(path) }
}
