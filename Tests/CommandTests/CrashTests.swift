import Casebook
import Foundation
import Testing

/// Whatever ends an import, the file stays whole and the next run finishes the work: the result is that of an import that
/// nothing has disturbed.
@Suite(.serialized) struct CrashTests {
    @Test func anImportKilledFiftyTimesEqualsOneThatWasNot() throws {
        try Scratch.with { folder in
            try Corpus.write(to: folder, pages: 3000)
            let printed = folder.appending(path: "printed")
            let importing = ["add", "pages", "--casebook", "killed.sqlite", "--lexicon", "lexicon"]
            let startup = try ContinuousClock().measure { _ = try Command.run(["stats"], in: folder) }
            var kills = 0
            var grown = 0
            var last = 0
            while kills < 54 {
                let process = try start(importing, in: folder, printingTo: printed)
                switch kills % 6 {
                case 0:
                    // Once some pages are filed, and while the next are.
                    while process.isRunning, !Self.hasAdded(printed) { usleep(1000) }
                case 3:
                    // While it writes: opening, beginning and each batch touch the log, a batch several times.
                    let log = folder.appending(path: "killed.sqlite-wal")
                    for _ in 0...Int.random(in: 0...5) { Self.waitForWriting(log, process) }
                default:
                    // At any moment from its start on.
                    usleep(.random(in: 0...UInt32(startup / .microseconds(1)) * 2))
                }
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                guard process.terminationReason == .uncaughtSignal else { break }
                kills += 1
                let pages = try Self.pages(folder)
                #expect(pages >= last, "pages were lost")
                if pages > last { grown += 1 }
                last = pages
            }
            #expect(kills >= 50, "the import was over after \(kills) kills")
            #expect(grown >= 9, "only \(grown) of \(kills) kills came while pages were filed")

            for casebook in ["killed.sqlite", "whole.sqlite"] {
                let outcome = try Command.run(
                    ["add", "pages", "--quiet", "--casebook", casebook, "--lexicon", "lexicon"], in: folder)
                #expect(outcome.code == 0, "\(outcome.errors)")
            }
            try Self.expectSame("killed.sqlite", "whole.sqlite", in: folder)
        }
    }

    /// Waits until a process has written to the casebook's log.
    private static func waitForWriting(_ log: URL, _ process: Process) {
        func stamp() -> timespec? {
            var status = stat()
            return stat(log.path, &status) == 0 ? status.st_mtim : nil
        }
        let before = stamp()
        while process.isRunning {
            if let now = stamp(), now.tv_sec != before?.tv_sec || now.tv_nsec != before?.tv_nsec { return }
            usleep(1000)
        }
    }

    // MARK: Full disks

    /// A limit on the size of files fails writes as a full disk does, on any system.
    @Test func afterAFileMayGrowNoMoreTheNextRunFinishesTheWork() throws {
        try Scratch.with { folder in
            try Corpus.write(to: folder, pages: 400)
            let outcome = try Command.shell(
                """
                trap '' XFSZ
                for blocks in 500 1000 2000; do
                  (ulimit -f $blocks; $jikenbo add pages --quiet --casebook full.sqlite --lexicon lexicon)
                  test $? = 1 || exit 9
                  $jikenbo verify --casebook full.sqlite >verified || exit 8
                done
                $jikenbo add pages --quiet --casebook full.sqlite --lexicon lexicon || exit 7
                $jikenbo add pages --quiet --casebook whole.sqlite --lexicon lexicon || exit 6
                """, in: folder)
            #expect(outcome.code == 0, "\(outcome)")
            let failures = outcome.errors.split(separator: "\n")
            #expect(failures.count == 3)
            for failure in failures {
                #expect(failure.hasPrefix("jikenbo: full.sqlite: "), "\(failure)")
                #expect(failure.contains(" failed because the disk could not be read or written; "), "\(failure)")
            }
            try Self.expectSame("full.sqlite", "whole.sqlite", in: folder)
        }
    }

    /// Whether a file system of our own can be mounted here, as on Linux where unprivileged namespaces are allowed.
    private static let canMount =
        (try? Command.shell("unshare --map-root-user --mount mount -t tmpfs tmpfs /mnt"))?.code == 0

    @Test(.enabled(if: canMount, "no file system can be mounted here; the limit on files stands in for it"))
    func afterTheDiskIsFullTheNextRunFinishesTheWork() throws {
        try Scratch.with { folder in
            try Corpus.write(to: folder, pages: 400)
            try folder.write(
                "fill",
                """
                mkdir disk && mount -t tmpfs -o size=1600k tmpfs disk || exit 9
                add="$jikenbo add pages --quiet --lexicon lexicon --casebook"
                for size in 2000k 2800k 3600k; do
                  $add disk/full.sqlite
                  test $? = 1 || exit 8
                  mount -o remount,size=$size disk || exit 7
                  $jikenbo verify --casebook disk/full.sqlite >verified || exit 6
                done
                mount -o remount,size=64m disk || exit 5
                $add disk/full.sqlite || exit 4
                $jikenbo backup full.sqlite --casebook disk/full.sqlite || exit 3
                $add whole.sqlite
                """)
            let outcome = try Command.shell("unshare --map-root-user --mount sh fill", in: folder)
            #expect(outcome.code == 0, "\(outcome)")
            let failures = outcome.errors.split(separator: "\n")
            #expect(failures.count == 3)
            for failure in failures {
                #expect(
                    failure.hasSuffix("failed because the disk is full; make room and run the command again"),
                    "\(failure)")
            }
            try Self.expectSame("full.sqlite", "whole.sqlite", in: folder)
        }
    }

    private static func hasAdded(_ printed: URL) -> Bool {
        (try? String(contentsOf: printed, encoding: .utf8).contains("added\t")) ?? false
    }

    private func start(_ arguments: [String], in folder: URL, printingTo printed: URL) throws -> Process {
        try Data().write(to: printed)
        let process = Process()
        process.executableURL = Command.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = try FileHandle(forWritingTo: printed)
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func pages(_ folder: URL) throws -> Int {
        let outcome = try Command.run(["stats", "--casebook", "killed.sqlite"], in: folder)
        return outcome.lines.first { $0.hasPrefix("pages") }.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    }

    /// Compares two casebooks row for row, but for times and for what depends on them.
    static func expectSame(_ one: String, _ other: String, in folder: URL) throws {
        for casebook in [one, other] {
            let verified = try Command.run(["verify", "--casebook", casebook], in: folder)
            #expect(verified.code == 0, "\(verified.errors)")
            #expect(try Command.run(["export", casebook + ".export", "--casebook", casebook], in: folder).code == 0)
        }
        let volatile: Set = ["at", "added_at", "opened_at", "run"]
        func rows(_ file: URL) throws -> [[String: String]] {
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
                guard case .object(let members)? = JSONValue(text: String(line)) else { return [:] }
                // The chain's hashes cover the times.
                let isChain = file.lastPathComponent == "audit.jsonl"
                let kept = members.filter { !volatile.contains($0.key) && !(isChain && $0.key == "hash") }
                return Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value.text) })
            }
        }
        let exports = [one, other].map { folder.appending(path: $0 + ".export") }
        let files = try FileManager.default.contentsOfDirectory(atPath: exports[0].path).filter {
            $0.hasSuffix(".jsonl") && $0 != "runs.jsonl"
        }
        #expect(files.count >= 14)
        for file in files {
            let (a, b) = (try rows(exports[0].appending(path: file)), try rows(exports[1].appending(path: file)))
            #expect(a.count == b.count, "\(file)")
            for (x, y) in zip(a, b) where x != y {
                Issue.record("\(file): \(x) is \(y) in \(other)")
                break
            }
        }
        let originals = try [one, other].map { casebook in
            try FileManager.default.subpathsOfDirectory(
                atPath: folder.appending(path: casebook + ".export/originals").path
            )
            .sorted()
        }
        #expect(originals[0] == originals[1])
    }
}

/// Pages with notices about invented organisations, and a small lexicon with which the program starts at once.
enum Corpus {
    static func write(to folder: URL, pages: Int) throws {
        try folder.write(
            "lexicon/incident-types.yaml",
            """
            vocabulary: incident-types
            terms:
              - slug: ransomware
                ja: ランサムウェア
                en: Ransomware
                phrases: [ランサムウェア]
              - slug: misdelivery
                ja: 誤送信
                en: Misdelivery
                phrases: [誤送信]
            """)
        for index in 0..<pages {
            // Every tenth has the content of the one before, under another name.
            let number = index % 10 == 9 ? index - 1 : index
            try folder.write("pages/\(index / 100)/\(index).txt", text(number))
        }
    }

    private static func text(_ number: Int) -> String {
        let type = number.isMultiple(of: 3) ? "ランサムウェア" : "誤送信"
        let heading = number.isMultiple(of: 7) ? "【セキュリティ事件簿#2024-\(number + 10_000)】" : ""
        return """
            \(heading)株式会社みほん商店\(number)号 \(type)についてのお知らせ(第1報)
            2024年\(number % 12 + 1)月\(number % 28 + 1)日
            株式会社みほん商店\(number)号

            弊社において\(type)が発生し、お客様\(number + 1)名の情報が漏えいしたおそれがあります。深くお詫び申し上げます。

            """
    }
}
