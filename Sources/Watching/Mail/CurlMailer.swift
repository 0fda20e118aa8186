package import Casebook
import Foundation

/// Sends mail through the program curl, which speaks SMTP, TLS and the ways to log in. It is told what to do on its standard input, never
/// in arguments, which others on the machine can see.
package struct CurlMailer: Sendable {
    let settings: WatchSettings
    package let outbox: Outbox
    /// Folders in which curl is looked for, as in PATH.
    let searchPath: String

    /// Seconds that curl may take for one mail, and after which it is ended.
    static let longest = 120

    package init(settings: WatchSettings, outbox: Outbox, searchPath: String) {
        self.settings = settings
        self.outbox = outbox
        self.searchPath = searchPath
    }

    package func send(_ message: MailMessage) async -> SendingEnd {
        guard let program else {
            return .failed("curl is not installed, by which mail is sent; install it (apt-get install curl)")
        }
        do {
            let (path, receipt) = try outbox.put(message.key, message.bytes)
            let failure: String?
            do {
                // Closed before it is read: as long as it is open here as well, the mail counts as being sent.
                defer { close(receipt) }
                failure = await Self.run(
                    program, config: try configuration(message, path: path), receipt: receipt)
            }
            if let failure { return .failed(failure) }
            return await end(of: message.key) ?? .failed("curl was ended before it had sent the mail")
        } catch let error as CasebookError {
            return .failed(error.description)
        } catch {
            return .failed("curl could not be started")
        }
    }

    /// How sending a mail ended, by its receipt; `nil` where that cannot be known.
    package func end(of key: String) async -> SendingEnd? {
        await outbox.word(of: key, patience: .seconds(Self.longest + 30)).flatMap { CurlReceipt($0)?.end }
    }

    private var program: String? {
        searchPath.split(separator: ":").filter { $0.hasPrefix("/") }.map { $0 + "/curl" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    // MARK: What curl is told

    /// - Throws: CasebookError where something is not set, or the password cannot be read.
    func configuration(_ message: MailMessage, path: String) throws -> String {
        guard let host = settings.host, !host.isEmpty else {
            throw CasebookError("mail", "no mail server is set", "set one with jikenbo watch settings --host")
        }
        let isTLS = settings.security == .tls
        let port = settings.port ?? (isTLS ? 465 : settings.security == .starttls ? 587 : 25)
        var lines = [
            "silent", "noproxy = \"*\"", "connect-timeout = 20", "max-time = \(Self.longest)",
            "write-out = " + Self.quoted(CurlReceipt.form), "mail-from = " + Self.quoted(message.from),
            "mail-rcpt = " + Self.quoted(message.to), "upload-file = " + Self.quoted(path),
        ]
        if settings.security == .starttls { lines.append("ssl-reqd") }
        if settings.security != .none { lines.append("tlsv1.2") }
        if let authority = settings.authorityFile { lines.append("cacert = " + Self.quoted(authority)) }
        if let user = settings.user {
            let password = try settings.passwordFile.map { try SecretFile.read($0) } ?? ""
            guard !user.contains(":") else {
                throw CasebookError(user, "is no user name that curl can send", "use one without a colon")
            }
            lines.append("user = " + Self.quoted(user + ":" + password))
        }
        // Last, because without it curl does nothing.
        lines.append("url = " + Self.quoted("\(isTLS ? "smtps" : "smtp")://\(host):\(port)"))
        return lines.joined(separator: "\n") + "\n"
    }

    /// A value in curl's own quotes.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    // MARK: The process

    /// Runs curl to its end.
    ///
    /// - Returns: why it could not be run; `nil` where the receipt tells how it went.
    private static func run(_ program: String, config: String, receipt: CInt) async -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        // -q: no file of the user's own has a say.
        process.arguments = ["-q", "--config", "-"]
        process.environment = [:]
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle(fileDescriptor: receipt, closeOnDealloc: false)
        process.standardError = FileHandle.nullDevice
        // All of it is in the pipe before curl begins: were we killed now, it would still read the whole.
        guard config.utf8.count < 60_000 else { return "the settings are too long" }
        do {
            try input.fileHandleForWriting.write(contentsOf: Data(config.utf8))
            try input.fileHandleForWriting.close()
        } catch {
            return "curl could not be told what to send"
        }
        return await withCheckedContinuation { continuation in
            process.terminationHandler = { _ in continuation.resume(returning: nil) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(returning: "curl could not be started")
            }
        }
    }
}
