import Casebook
import Duties
import Exchange
import Facts
import HTTPTypes
import Language

/// A notice: what it states, beside its words, and where it came from.
struct NoticePage: Sendable {
    var id: String
    /// Which page's version is to be compared with the one before it.
    private var compared: (page: Int, version: Int)?

    init(id: String, _ parameters: [String: String]) {
        self.id = id
        if let version = parameters["diff"].flatMap({ Int($0) }) {
            compared = (max(1, parameters["page"].flatMap { Int($0) } ?? 1) - 1, version)
        }
    }

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        guard let file = try site.store.noticeFile(id) else { return writer.message("notFound", status: .notFound) }
        let notice = file.notice
        let table = FactTable(file.values, notices: [notice])
        let facts = FactWriter(writer, lexicon: site.lexicon, table: table, open: notice.record.id)
        let title = notice.record.title?.value ?? writer.words["untitled"]
        var model: Model = [
            "heading": title, "headingFact": facts.headingFact, "noticeID": notice.record.id,
            "facts": FactSections(facts, clocks: LegalClocks(LegalClocks.Facts(notice.record))).model,
            "texts": facts.texts(), "state": state(file, facts),
            "reader": notice.reader, "addedAt": Moments.shown(file.addedAt),
            "corrections": notice.corrections.isEmpty
                ? false : ["correctionCount": Words.grouped(notice.corrections.count)] as Model,
            "origins": file.pages.enumerated().map { origin($1, place: $0, writer) },
        ]
        if let number = file.number {
            model["casefile"] = ["caseHref": writer.addresses.casefile(number), "caseNumber": number]
        }
        model["desk"] = [
            "editHref": writer.addresses.edit(notice: notice.record.id),
            "pastHref": writer.addresses.history(of: notice.record.id),
        ]
        if !file.notes.isEmpty { model["margin"] = ["notes": file.notes.map(\.model)] }
        if let replaced = file.replaced {
            model["rewording"] = [
                "linesHeading": writer.words["rewordingTitle"],
                "earlierHref": writer.addresses.notice(replaced.record.id),
                "lines": LineModel.lines(from: replaced.text, to: notice.text),
            ]
        }
        let copies = try site.store.savedCopies(of: file.sources)
        if file.sources.count > 1 || !copies.isEmpty {
            model["places"] = [
                "sources": file.sources.map { source -> Model in
                    ["address": source, "isWeb": Addresses.isWeb(source), "copyHref": orNone(copies[source])]
                }
            ]
        }
        if let original = file.original { model["copied"] = ["originalHref": writer.addresses.notice(original)] }
        if let compared { model["difference"] = try difference(compared, file, site, writer) }
        return Page(template: "notice", title: title, model: model, section: "cases")
    }

    private func state(_ file: NoticeFile, _ facts: FactWriter) -> Model {
        let writer = facts.writer
        let name =
            switch file.notice.state {
            case .current: "stateCurrent"
            case .superseded: "stateSuperseded"
            case .excluded: "stateExcluded"
            case .copy: "stateCopy"
            }
        var model: Model = [
            "isOther": file.notice.record.kind == .other, "reportName": orNone(reportName(file.notice, facts)),
            "stateName": writer.words[name], "isCurrent": file.notice.state == .current,
        ]
        if let successor = file.successor { model["successor"] = ["successorHref": writer.addresses.notice(successor)] }
        return model
    }

    private func reportName(_ notice: CasebookNotice, _ facts: FactWriter) -> String? {
        notice.record.reportNumber.map { facts.words.words.report($0.value) }
    }

    // MARK: Where it came from

    private func origin(_ versions: [PageEntry], place: Int, _ writer: PageWriter) -> Model {
        let address = versions.first?.address ?? ""
        return [
            "address": address, "isWeb": Addresses.isWeb(address),
            "versions": versions.enumerated().map { index, entry -> Model in
                let to = OriginalAnswer.address(id, page: place, version: entry.version, writer.addresses)
                return [
                    "version": entry.version, "versionAt": Moments.shown(entry.addedAt),
                    "size": Words.grouped(entry.size),
                    "mediaType": entry.mediaType, "charset": orNone(entry.charset), "digest": Digest.hex(entry.sha256),
                    "holds": entry.holds, "viewHref": to, "downloadHref": to + "&download=1",
                    "diffHref": orNone(index == 0 ? nil : diffAddress(place, entry.version, writer)),
                ]
            }.reversed() as [Model],
        ]
    }

    private func diffAddress(_ place: Int, _ version: Int, _ writer: PageWriter) -> String {
        let parameters = (place == 0 ? [] : [("page", "\(place + 1)")]) + [("diff", "\(version)")]
        return writer.addresses.notice(id) + Addresses.query(parameters) + "#s-difference"
    }

    /// The lines that changed from the version before; `nil` where there are no such versions.
    private func difference(
        _ compared: (page: Int, version: Int), _ file: NoticeFile, _ site: Site, _ writer: PageWriter
    ) throws -> Model? {
        guard file.pages.indices.contains(compared.page),
            let place = file.pages[compared.page].firstIndex(where: { $0.version == compared.version }), place > 0
        else { return nil }
        let versions = [file.pages[compared.page][place - 1].version, compared.version]
        let originals = try versions.compactMap { version in
            try site.store.original(of: id, page: compared.page, version: version)
        }
        let texts = originals.compactMap { try? site.reading.text($0.bytes, $0.entry.address) }
        var model: Model = ["comparison": writer.words("comparison", "\(versions[0])", "\(versions[1])")]
        guard texts.count == 2 else {
            model["unreadable"] = true
            return model
        }
        let lines = LineModel.lines(from: texts[0], to: texts[1])
        model["lines"] = lines
        model["isSame"] = lines.isEmpty
        return model
    }
}

/// The lines in which two texts differ.
enum LineModel {
    static func lines(from old: String, to new: String) -> [Model] {
        let lines = LineDiff.text(old, new, oldName: "", newName: "").split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst(2).dropLast().map { line in
            [
                "line": String(line), "isNew": line.hasPrefix("+"), "isOld": line.hasPrefix("-"),
                "isPlace": line.hasPrefix("@@"),
            ]
        }
    }
}

extension Addresses {
    /// Whether an address is one that browsers may be led to.
    static func isWeb(_ address: String) -> Bool {
        let start = address.prefix(8).lowercased()
        return start.hasPrefix("https://") || start.hasPrefix("http://")
    }
}
