import Casebook
import Exchange
import Facts
import HTTPTypes
import Language

/// Writes a casebook as a site of files that any web host can serve: the same pages, the data, and a search that needs no
/// server. The same casebook gives the same bytes.
package struct Publisher: Sendable {
    let site: Site

    package init(site: Site) { self.site = site }

    /// What was published.
    package struct Outcome: Hashable, Sendable {
        package var cases = 0
        package var files = 0
        package var written = 0
        package var removed = 0
    }

    /// - Parameter progress: called with how many cases are done and how many there are.
    /// - Throws: `ServingError` where a file cannot be written.
    package func publish(to folder: String, progress: (Int, Int) -> Void) throws -> Outcome {
        var out = try PublishedFolder(folder)
        try site.store.refreshSearch()
        let cases = try site.store.openCases()
        var index = StaticIndex()
        var lines = ""
        var organisations: Set<String> = []
        for (done, number) in cases.enumerated() {
            progress(done, cases.count)
            guard let view = try site.store.caseView(number) else { continue }
            let json = CaseJSON.line(view)
            try out.put("data/cases/\(StaticAddress.name(number)).json", json + "\n")
            lines += json + "\n"
            try putPages(of: view, &organisations, &out)
            try add(view, to: &index)
        }
        progress(cases.count, cases.count)
        try out.put("data/cases.jsonl", lines)
        try putFrame(organisations, &out)
        try index.files(synonyms: StaticIndex.withSpellings(Synonyms.builtIn.all)) { try out.put($0, $1) }
        for asset in Asset.all + [.published] { try out.put(String(asset.address.dropFirst()), asset.bytes) }
        try out.finish()
        return Outcome(cases: cases.count, files: out.files.count, written: out.written, removed: out.removed)
    }

    // MARK: Pages

    private func put(_ page: Page, at address: String, _ writer: PageWriter, _ out: inout PublishedFolder) throws {
        // A name under which nothing is found has a page that says so: links lead there.
        guard page.template == "message" || page.status == .ok, let path = StaticAddress.file(address)?.path
        else { return }
        let html = writer.html(page, path: address, viewer: .stranger)
        try out.put(path, StaticAddress.rewritten(html, path: path))
    }

    private func inEachLanguage(_ body: (PageWriter) throws -> Void) rethrows {
        for language in InterfaceLanguage.allCases {
            try body(
                PageWriter(language: language, isLive: false, hasFeeds: site.settings.publicAddress != nil))
        }
    }

    private func putPages(
        of view: CaseView, _ organisations: inout Set<String>, _ out: inout PublishedFolder
    ) throws {
        for name in [view.organisation].compactMap({ $0 }) + view.notices.compactMap(\.organisation) {
            organisations.insert(name)
        }
        for field in view.values.fields {
            for statement in field.history.map(\.statement) + field.others {
                if case .party(let name, _) = statement.value { organisations.insert(name) }
            }
        }
        try inEachLanguage { writer in
            let to = writer.addresses
            try put(
                try CasePage(number: view.number, [:]).build(site, writer), at: to.casefile(view.number), writer, &out)
            for notice in view.notices {
                try put(try NoticePage(id: notice.id, [:]).build(site, writer), at: to.notice(notice.id), writer, &out)
            }
        }
    }

    /// What there is once: the front page, the lists, and how the site is used.
    private func putFrame(_ organisations: Set<String>, _ out: inout PublishedFolder) throws {
        let years = try site.store.search(.everything, limit: 0).facets.counts.first { $0.field == .published }?.counts
        try inEachLanguage { writer in
            let to = writer.addresses
            try put(try FrontPage.build(site, writer), at: to.home, writer, &out)
            try put(try AboutPage.build(site, writer), at: to.about, writer, &out)
            try put(try CasesPage([:]).build(site, writer), at: to.cases, writer, &out)
            for name in organisations.sorted() {
                try put(try OrganisationPage(name: name).build(site, writer), at: to.organisation(name), writer, &out)
            }
            for year in years ?? [] {
                let query = "published:" + year.value
                for page in 1...max(1, (year.cases + CasesPage.size - 1) / CasesPage.size) {
                    let list = CasesPage(["q": query, "page": "\(page)"])
                    try put(try list.build(site, writer), at: to.cases(query, page: page), writer, &out)
                }
            }
        }
        try out.put("index.html", Self.choice)
        try putFeeds(&out)
    }

    /// Feeds name their pages whole, and so need to know where the site will stand.
    private func putFeeds(_ out: inout PublishedFolder) throws {
        guard let base = site.settings.publicAddress else { return }
        for language in InterfaceLanguage.allCases {
            for (format, write) in [("atom", AtomFeed.bytes), ("json", JSONFeed.bytes)] {
                let address = Addresses.feed(format, "", language)
                let feed = try CaseFeed.feed(.everything, language, format, site) { address in
                    StaticAddress.file(address).map { base + "/" + $0.path + $0.rest } ?? base + "/"
                }
                if let path = StaticAddress.file(address)?.path { try out.put(path, write(feed)) }
            }
        }
    }

    /// Leads to the Japanese pages where nobody chooses: a file cannot ask what the browser prefers.
    private static let choice = """
        <!doctype html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>事件簿 Jikenbo</title>
        <meta http-equiv="refresh" content="0; url=ja/index.html">
        </head>
        <body>
        <p><a href="ja/index.html">日本語</a></p>
        <p lang="en"><a href="en/index.html">English</a></p>
        </body>
        </html>

        """

    // MARK: Search

    private func add(_ view: CaseView, to index: inout StaticIndex) throws {
        var texts: [String] = []
        var values: Set<String> = ["number:" + view.number]
        var type: IncidentType?
        var people: Int?
        for shown in view.notices {
            guard case .notice(let ref) = try site.store.target(shown.id) else { continue }
            let notice = try site.store.notice(ref)
            guard notice.state == .current else { continue }
            texts.append(notice.text)
            let record = notice.record
            texts += [record.organisation?.value, record.title?.value].compactMap { $0 }
            values.formUnion(Self.values(of: record))
            type = record.incidentTypes.first?.value ?? type
            people = record.mainCount?.value ?? people
        }
        var members: [JSONValue.Member] = [
            .init(key: "number", value: .string(view.number)),
            .init(key: "file", value: .string(StaticAddress.name(view.number))),
        ]
        func add(_ key: String, _ value: JSONValue?) {
            if let value { members.append(.init(key: key, value: value)) }
        }
        add("published", view.published.map { .string($0.iso) })
        add("organisation", view.organisation.map { .string($0) })
        add("title", view.title.map { .string($0) })
        add(
            "type",
            type.map { type in
                .object([
                    "ja": .string(site.lexicon.label(type, in: .ja)), "en": .string(site.lexicon.label(type, in: .en)),
                ])
            })
        add("people", people.map { .int($0) })
        index.add(.object(members), texts: texts, values: values)
    }

    /// What the query language calls by a field's name.
    private static func values(of record: NoticeRecord) -> Set<String> {
        var values = Set(record.incidentTypes.map { "type:" + $0.value.slug })
        values.formUnion(record.causes.map { "cause:" + $0.value.slug })
        values.formUnion(record.data.filter { $0.status == .exposed }.map { "data:" + $0.kind.slug })
        values.formUnion(record.authorities.map { "authority:" + $0.authority.slug })
        values.formUnion(record.responses.map { "response:" + $0.value.slug })
        values.formUnion(record.measures.map { "measure:" + $0.value.slug })
        if let sector = record.sector { values.insert("sector:" + sector.value.slug) }
        if let leak = record.leakStatus { values.insert("leak:" + leak.value.rawValue) }
        if let misuse = record.misuseStatus { values.insert("misuse:" + misuse.value.rawValue) }
        if let day = record.published?.value.iso {
            for length in [4, 7, 10] where day.utf8.count >= length { values.insert("published:" + day.prefix(length)) }
        }
        return values
    }
}
