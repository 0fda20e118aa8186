import Exchange
import Facts
import Linting
import Pages

/// Reads inputs and lints the notices in them. Safe to use from any number of threads.
struct PageLinter: Sendable {
    let reader: PageReader
    let linter: Linter

    /// What one input gave.
    struct Result: Sendable {
        /// `nil` where it could not be read.
        var page: LintedPage?
        /// How many notices of an incident it holds.
        var notices = 0
        var failure: String?
    }

    func lint(_ input: Input) -> Result {
        do throws(InputError) {
            let bytes = try reader.bytes(of: input)
            let (page, notices) = try reader.read(bytes, name: input.name)
            let incidents = notices.filter { $0.record.kind == .incident }
            let findings = incidents.flatMap { notice in
                linter.lint(notice.text, notice.record).map { $0.moved(by: notice.record.source?.at.start ?? 0) }
            }
            return Result(
                page: LintedPage(
                    name: input.name, text: page.text, isFile: page.format == .plain,
                    byteShift: Self.shift(of: page, in: bytes), findings: findings),
                notices: incidents.count)
        } catch {
            return Result(failure: error.description)
        }
    }

    /// What stands in the file before the page's text, where the one is the other byte for byte.
    private static func shift(of page: PageText, in bytes: [UInt8]) -> Int? {
        let shift = bytes.count - page.text.utf8.count
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard page.format == .plain, shift == 0 || shift == 3 && bytes.starts(with: mark) else { return nil }
        return page.text.utf8.elementsEqual(bytes[shift...]) ? shift : nil
    }
}
