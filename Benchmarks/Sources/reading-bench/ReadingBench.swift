// One measurement per process, printed as one line of JSON: scripts/bench starts it, alternates it with MeCab and
// prints the table.
//
//     reading-bench corpus MEGABYTES FILE…     writes the notices in FILE… over and over, until there are so many megabytes
//     reading-bench read CORPUS THREADS        reads every notice of a corpus into a record
//     reading-bench lexicon                    compiles the lexicon once

import Dispatch
import Foundation
import Language
import Reading
import Synchronization

@main
enum ReadingBench {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let number = arguments.compactMap { Int($0) }.first
        switch (arguments.first, arguments.count, number) {
        case ("corpus", 3..., let megabytes?):
            try writeCorpus(megabytes: megabytes, files: Array(arguments.dropFirst(2)))
        case ("read", 3, let threads?):
            try readCorpus(path: arguments[2], threads: threads)
        case ("lexicon", 1, _):
            print(#"{"milliseconds": \#(compileLexicon() * 1000)}"#)
        default:
            FileHandle.standardError.write(
                Data("use: reading-bench corpus MEGABYTES FILE… | read CORPUS THREADS | lexicon\n".utf8))
            exit(2)
        }
    }

    static func writeCorpus(megabytes: Int, files: [String]) throws {
        let notices = try files.sorted().map {
            Array(try Data(contentsOf: URL(fileURLWithPath: $0))) + NoticeSource.separator
        }
        var written = 0, next = 0
        while written < megabytes * 1_000_000 {
            try FileHandle.standardOutput.write(contentsOf: notices[next])
            written += notices[next].count
            next = (next + 1) % notices.count
        }
    }

    /// The built-in lexicon is compiled when it is first used, once in a process.
    static func compileLexicon() -> Double {
        ContinuousClock().measure { _ = Lexicon.builtIn } / .seconds(1)
    }

    static func readCorpus(path: String, threads: Int) throws {
        let lexiconSeconds = compileLexicon()
        let source = try NoticeSource(path: path)
        let start = ContinuousClock.now
        let read = Mutex<Result<Tally, any Error>>(.success(Tally()))
        // Not a task group: profilers lose an asynchronous main.
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            let own = Result { try readAll(source) }
            read.withLock { sum in
                sum = sum.flatMap { before in own.map { before + $0 } }
            }
        }
        let tallies = try read.withLock { try $0.get() }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(
            """
            {"bytes": \(tallies.bytes), "notices": \(tallies.notices), "facts": \(tallies.facts), \
            "seconds": \(seconds), "lexicon_seconds": \(lexiconSeconds)}
            """)
    }

    static func readAll(_ source: NoticeSource) throws -> Tally {
        let reader = Reader()
        var tally = Tally()
        while let batch = try source.nextBatch() {
            NoticeSource.forEachNotice(in: batch) { text in
                let record = reader.read(text)
                tally.notices += 1
                tally.bytes += text.utf8.count
                tally.facts += record.incidentTypes.count + record.data.count + record.timeline.count
            }
        }
        return tally
    }

    struct Tally: Sendable {
        var bytes = 0, notices = 0
        /// Some of what was found: that it is not 0 shows that the reader worked.
        var facts = 0

        static func + (a: Tally, b: Tally) -> Tally {
            Tally(bytes: a.bytes + b.bytes, notices: a.notices + b.notices, facts: a.facts + b.facts)
        }
    }
}
