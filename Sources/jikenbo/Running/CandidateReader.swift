import Casebook
import Exchange
import Facts
import Pages

/// Turns inputs into candidates for the casebook. Safe to use from any number of threads.
struct CandidateReader: Sendable {
    let reader: PageReader
    let store: CasebookStore
    /// The reader's version.
    let version: String
    /// Whether the casebook had no page when the work began, so that none need be looked for.
    let isNew: Bool
    /// The address of the one page there is, where it was given.
    let address: String?

    func candidate(_ input: Input) -> Candidate {
        var address = address ?? input.address
        let bytes: [UInt8]
        do throws(InputError) { bytes = try reader.bytes(of: input) } catch {
            return .failed(FailedPage(address: address, bytes: nil, reason: error.description))
        }
        // What came through a pipe has no address of its own; its content stands for it.
        if address == "-" { address = "stdin:" + Digest.short(bytes) }
        // An interrupted run that goes on does not read again what it has.
        if !isNew, (try? store.isUnchanged(bytes, at: address)) == true { return .unchanged(address) }
        return candidate(bytes, address: address, name: input.name)
    }

    /// The candidate of bytes that are at hand.
    ///
    /// - Parameter name: what messages call it.
    func candidate(_ bytes: [UInt8], address: String, name: String? = nil) -> Candidate {
        do throws(InputError) {
            let (page, notices) = try reader.read(bytes, name: name ?? address)
            return .page(
                IncomingPage(
                    address: address, bytes: bytes, mediaType: Self.mediaType(page), format: page.format.rawValue,
                    charset: page.charset,
                    notices: notices.map { IncomingNotice(record: $0.record, text: $0.text, at: $0.record.source!.at) },
                    reader: version))
        } catch {
            return .failed(FailedPage(address: address, bytes: bytes, reason: error.description))
        }
    }

    private static func mediaType(_ page: PageText) -> String {
        switch page.format {
        case .html: "text/html"
        case .pdf: "application/pdf"
        case .plain: "text/plain"
        }
    }
}
