import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Runs a program that is not trusted: with a time limit, a memory limit, an output limit and no shell.
enum ChildProcess {
    /// How it ended.
    enum End: Equatable {
        case exited(Int32)
        case crashed
        case tookTooLong
        case wroteTooMuch
        /// It could not be started, and why.
        case failed(String)
    }

    struct Run {
        var end: End
        var output: [UInt8] = []
        /// The beginning of what it wrote to standard error.
        var errors = ""
    }

    /// 2 GiB of address space, where the system can limit that.
    private static let maxMemory: UInt64 = 2 << 30
    private static let maxErrors = 65_536

    static func run(_ program: String, _ arguments: [String], seconds: Double, maxBytes: Int) -> Run {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        do {
            try process.run()
        } catch {
            return Run(end: .failed("it could not be started"))
        }
        limitMemory(of: process.processIdentifier)
        var streams = [
            Stream(descriptor: output.fileHandleForReading.fileDescriptor, limit: maxBytes),
            Stream(descriptor: errors.fileHandleForReading.fileDescriptor, limit: maxErrors),
        ]
        let deadline = ContinuousClock.now + .seconds(seconds)
        var stopped: End?
        while streams.contains(where: \.isOpen), stopped == nil {
            let left = deadline - ContinuousClock.now
            if left <= .zero { stopped = .tookTooLong } else { wait(&streams, for: left) }
            if streams[0].isOverLimit { stopped = .wroteTooMuch }
        }
        // A program may close its output and go on.
        while stopped == nil, process.isRunning {
            if ContinuousClock.now >= deadline { stopped = .tookTooLong } else { usleep(1_000) }
        }
        if stopped != nil { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        let end = stopped ?? (process.terminationReason == .exit ? .exited(process.terminationStatus) : .crashed)
        return Run(end: end, output: streams[0].bytes, errors: String(decoding: streams[1].bytes, as: UTF8.self))
    }

    private static func limitMemory(of child: pid_t) {
        #if os(Linux)
            // Swift's view of the C library leaves out its GNU part.
            typealias Prlimit =
                @convention(c) (pid_t, Int32, UnsafePointer<rlimit>?, UnsafeMutablePointer<rlimit>?) -> Int32
            guard let symbol = dlsym(nil, "prlimit") else { return }
            var limit = rlimit(rlim_cur: rlim_t(maxMemory), rlim_max: rlim_t(maxMemory))
            _ = unsafeBitCast(symbol, to: Prlimit.self)(child, Int32(RLIMIT_AS.rawValue), &limit, nil)
        #endif
    }

    /// One of the child's outputs.
    private struct Stream {
        let descriptor: Int32
        let limit: Int
        var bytes: [UInt8] = []
        var isOpen = true
        var isOverLimit = false

        /// Reads what is there; what goes past the limit is dropped.
        mutating func read(_ buffer: inout [UInt8]) {
            let count = buffer.withUnsafeMutableBytes { readBytes(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { return }
            guard count > 0 else {
                isOpen = false
                return
            }
            isOverLimit = isOverLimit || bytes.count + count > limit
            bytes.append(contentsOf: buffer[..<min(count, limit - bytes.count)])
        }
    }

    /// Waits until an output has something, or at most for a while.
    private static func wait(_ streams: inout [Stream], for time: Duration) {
        var polled = streams.map { pollfd(fd: $0.isOpen ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0) }
        let milliseconds = max(1, min(1_000, time / .milliseconds(1)))
        guard poll(&polled, nfds_t(polled.count), Int32(milliseconds)) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        for i in streams.indices where polled[i].revents != 0 { streams[i].read(&buffer) }
    }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
