import Duties
import Facts
import Foundation
import Language
import Linting
import Reading

/// Measures reading and linting the notices of a folder, one after the other on one core: microseconds a notice.
///
///     lint-bench FOLDER
@main
struct LintBench {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            FileHandle.standardError.write(Data("use: lint-bench FOLDER\n".utf8))
            exit(2)
        }
        let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
        let texts = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
            .map { try String(contentsOf: $0, encoding: .utf8) }
        let (reader, clock) = (Reader(), ContinuousClock())
        var linter: Linter?
        let start = clock.measure {
            linter = Linter()
            _ = linter?.lint(texts[0], reader.read(texts[0]))
        }
        guard let linter else { return }
        let rounds = 20
        var records: [NoticeRecord] = []
        let reading = clock.measure { for _ in 0..<rounds { records = texts.map(reader.read) } }
        var findings = 0
        var slowest = Duration.zero
        let linting = clock.measure {
            for _ in 0..<rounds {
                findings = 0
                for (text, record) in zip(texts, records) {
                    slowest = max(slowest, clock.measure { findings += linter.lint(text, record).count })
                }
            }
        }
        func microseconds(_ time: Duration) -> Int { Int(time / .microseconds(1)) }
        let count = rounds * texts.count
        print(
            "\(texts.count) notices of \(texts.reduce(0) { $0 + $1.utf8.count } / texts.count) bytes, \(findings) findings"
        )
        print("first lint, with compiling lexicon, rules and cues: \(microseconds(start) / 1000) ms")
        print("reading: \(microseconds(reading) / count) µs a notice")
        print("linting: \(microseconds(linting) / count) µs a notice, the slowest \(microseconds(slowest)) µs")
    }
}
