import Casebook
import Foundation

/// Makes a PDF of a page of one file, through Chromium or Chrome without a window.
enum PDFPrinter {
    /// Names under which it is installed.
    static let programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
    private static let longest = 60.0

    /// - Throws: CasebookError where there is no such program, or it makes no PDF.
    static func print(_ html: String, to output: String) throws {
        let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").filter {
            $0.hasPrefix("/")
        }
        let candidates = paths.flatMap { path in programs.map { "\(path)/\($0)" } }
        guard let program = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw CasebookError(
                output, "no Chromium or Chrome is installed, by which PDFs are made",
                "install it (apt-get install chromium), or write HTML and print that")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "jikenbo-report-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(html.utf8).write(to: folder.appending(path: "report.html"))
            try run(program, in: folder)
            try Data(contentsOf: folder.appending(path: "report.pdf")).write(
                to: URL(fileURLWithPath: output), options: .atomic)
        } catch let error as CasebookError { throw error } catch {
            throw CasebookError(
                output, "the PDF cannot be made or written", "check the folder's rights, or write HTML and print that")
        }
    }

    private static func run(_ program: String, in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
            // The page needs nothing from elsewhere, and gets nothing.
            "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
            "--user-data-dir=" + folder.appending(path: "profile").path,
            "--print-to-pdf=" + folder.appending(path: "report.pdf").path,
        ]
        // Its sandbox does not start for the super-user; the page is the program's own and has no script.
        if geteuid() == 0 { process.arguments?.append("--no-sandbox") }
        process.arguments?.append(folder.appending(path: "report.html").absoluteString)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let end = Date().addingTimeInterval(longest)
        while process.isRunning {
            if Date() > end {
                process.terminate()
                throw CasebookError(
                    program, "it made no PDF within \(Int(longest)) seconds", "try again, or write HTML and print that")
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        guard process.terminationStatus == 0 else {
            throw CasebookError(
                program, "it ended with \(process.terminationStatus) and made no PDF",
                "run it by hand to see why, or write HTML and print that")
        }
    }
}
