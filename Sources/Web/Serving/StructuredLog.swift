import Casebook
import Exchange
package import Logging

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes the log as one JSON object per line on standard error: `time`, `level`, `message`, and what belongs to it.
package struct StructuredLog: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let label: String

    package init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        write(Self.line(event.level, event.message, metadata.merging(event.metadata ?? [:]) { $1 }, at: Self.now()))
    }

    static func line(
        _ level: Logger.Level, _ message: Logger.Message, _ metadata: Logger.Metadata, at seconds: Int
    ) -> String {
        var members: [JSONValue.Member] = [
            .init(key: "time", value: .string(Moment.iso(seconds))),
            .init(key: "level", value: .string(level.rawValue)),
            .init(key: "message", value: .string("\(message)")),
        ]
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            members.append(.init(key: key, value: .string("\(value)")))
        }
        return JSONValue.object(members).text + "\n"
    }

    private static func now() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int(now.tv_sec)
    }

    private func write(_ line: String) {
        line.utf8CString.withUnsafeBufferPointer { _ = Self.put($0.baseAddress!, $0.count - 1) }
    }

    private static func put(_ bytes: UnsafePointer<CChar>, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(2, bytes, count)
        #elseif canImport(Musl)
            Musl.write(2, bytes, count)
        #else
            Darwin.write(2, bytes, count)
        #endif
    }
}
