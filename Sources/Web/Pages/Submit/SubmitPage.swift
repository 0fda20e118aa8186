import Casebook
import Exchange
import Facts
import HTTPTypes
import Hummingbird
import Language

/// Giving the casebook a page: it is read and shown first, and filed when an editor says so.
struct SubmitPage: Sendable {
    var text = ""
    var address = ""
    var done: String?
    var fault: FormFault?
    var seen: Seen?

    /// A page that was read but not filed.
    struct Seen: Sendable {
        var notices: [ReadNotice]
        var foreseen: [Foreseen]
        /// The key of the draft; `nil` for who may not file it.
        var draft: String?
        var fileName: String?
        /// What the casebook has of these bytes at this address.
        var isUnchanged: Bool
    }

    func build(_ site: Site, _ viewer: Viewer, _ writer: PageWriter) -> Page {
        var model: Model = [
            "text": text, "address": address, "mayFile": viewer.canEdit && viewer.session != nil,
            "bookmarklet": Bookmarklet.link(to: site.settings.base + writer.addresses.clip),
            "largest": "\(site.settings.maxBody / 1_000_000)",
        ]
        if let fault { model["submitFault"] = fault.model(writer) }
        if let seen { model["seen"] = self.model(of: seen, site, writer) }
        model["notice"] = writer.flash(done)
        return Page(
            template: "submit", title: writer.words["submit"], model: model,
            status: fault == nil ? .ok : .unprocessableContent, section: "submit")
    }

    private func model(of seen: Seen, _ site: Site, _ writer: PageWriter) -> Model {
        let words = FactWords(writer: writer, lexicon: site.lexicon)
        let links = LinkWords(
            words: writer.language == .ja ? .japanese : .english,
            labels: LexiconLabels(lexicon: site.lexicon, language: writer.language))
        var model: Model = [
            "found": seen.notices.isEmpty
                ? writer.words["seenNone"] : writer.words("seenFound", "\(seen.notices.count)"),
            "isUnchanged": seen.isUnchanged,
            "seenNotices": zip(seen.notices, seen.foreseen).map { notice, foreseen -> Model in
                var row: Model = [
                    "noticeTitle": notice.record.title?.value ?? writer.words["untitled"],
                    "facts": words.rows(notice.record.facts), "outcome": outcome(foreseen, links, writer),
                    "begins": String(notice.text.prefix(200)),
                ]
                let cases = Self.cases(foreseen)
                row["cases"] = cases.map { ["number": $0, "href": writer.addresses.casefile($0)] as Model }
                return row
            },
        ]
        if let draft = seen.draft, !seen.isUnchanged { model["draft"] = ["key": draft] as Model }
        if let name = seen.fileName { model["file"] = ["fileName": name] as Model }
        return model
    }

    private func outcome(_ foreseen: Foreseen, _ links: LinkWords, _ writer: PageWriter) -> String {
        switch foreseen {
        case .known: writer.words["seenKnown"]
        case .joins(_, let reasons): writer.words("seenJoins", links.words(for: reasons))
        case .opens(let asking): writer.words[asking.isEmpty ? "seenOpens" : "seenAsks"]
        case .other: writer.words["seenOther"]
        }
    }

    private static func cases(_ foreseen: Foreseen) -> [String] {
        switch foreseen {
        case .known(let number): [number].compactMap { $0 }
        case .joins(let number, _): [number]
        case .opens(let numbers): numbers
        case .other: []
        }
    }
}

/// The link that people keep in their browser: it sends the page they look at to the form here.
enum Bookmarklet {
    /// - Parameter address: of the form. It stands in the script as a string, whose characters are those of an address.
    static func link(to address: String) -> String {
        let safe = address.unicodeScalars.filter { $0.isASCII && !"\"\\<>".unicodeScalars.contains($0) }
        var target = ""
        target.unicodeScalars.append(contentsOf: safe)
        let script = """
            (()=>{const d=document,f=d.createElement("form");f.method="post";f.action="\(target)";f.target="_blank";\
            f.acceptCharset="utf-8";const p=(n,v)=>{const i=d.createElement("textarea");i.name=n;i.value=v;f.append(i)};\
            const s=String(getSelection());p("address",location.href);p("text",s||d.body.innerText);f.hidden=true;\
            d.body.append(f);f.submit();f.remove()})()
            """
        return "javascript:" + Addresses.escaped(script)
    }
}
