import Casebook
import Collecting
import Exchange
import Facts
import HTTPTypes
import Hummingbird

extension Site {
    /// Fills in the form with what the bookmarklet sent from another site. Files nothing, and reads nothing yet.
    func clip(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        try limits.takeCostly(request, context, settings)
        let form = try await form(request, context, for: .anybody, upTo: settings.maxBody)
        let page = SubmitPage(text: form.raw("text"), address: String(form["address"].prefix(2000)))
        return try await self.page(request, context, writer.language, isKept: false) {
            page.build(self, context.viewer, $0)
        }
    }

    /// Reads what was sent and shows what it would file. It changes nothing, so a form from the bookmarklet's page, which knows no
    /// session, may ask for it too.
    func preview(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        try limits.takeCostly(request, context, settings)
        let form = try await form(request, context, for: .anybody, upTo: settings.maxBody)
        let viewer = context.viewer
        let page = try await work { try read(form, viewer) }
        return try await self.page(request, context, writer.language, isKept: false) { page.build(self, viewer, $0) }
    }

    private func read(_ form: FormBody, _ viewer: Viewer) throws -> SubmitPage {
        let file = form.files["file"]
        var page = SubmitPage(text: form.raw("text"), address: form["address"])
        if !page.address.isEmpty, !Self.isAddress(page.address) {
            page.fault = FormFault("submit", "faultAddress")
            return page
        }
        let bytes = file?.bytes ?? Array(page.text.utf8)
        guard !bytes.allSatisfy({ $0 <= 0x20 }) else {
            page.fault = FormFault("submit", "faultNoText")
            return page
        }
        // A file's own name is the sender's, and not an address: the content stands for it.
        let address = page.address.isEmpty ? "submitted:" + Digest.short(bytes) : page.address
        switch reading.candidate(bytes, address) {
        case .failed(let failed):
            page.fault = FormFault("submit", sentence: failed.reason)
        case .unchanged:
            let notices = try notices(bytes, address)
            page.seen = SubmitPage.Seen(
                notices: notices, foreseen: try foresee(notices), fileName: file?.name, isUnchanged: true)
        case .page:
            let notices = try notices(bytes, address)
            page.seen = SubmitPage.Seen(
                notices: notices, foreseen: try foresee(notices), fileName: file?.name, isUnchanged: false)
            if viewer.canEdit, viewer.session != nil, let name = viewer.name {
                page.seen?.draft = drafts.keep(.init(owner: name, bytes: bytes, address: address, name: address))
            }
        }
        return page
    }

    private func notices(_ bytes: [UInt8], _ address: String) throws -> [ReadNotice] {
        do { return try reading.notices(bytes, address) } catch is PageReading.Failure { return [] }
    }

    private func foresee(_ notices: [ReadNotice]) throws -> [Foreseen] {
        try store.foresee(
            notices.map {
                IncomingNotice(
                    record: $0.record, text: $0.text, at: $0.record.source?.at ?? TextSpan(0, $0.text.utf8.count))
            })
    }

    /// Puts the address of a page into the queue of what is collected next.
    func queue(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        let form = try await form(request, context, for: .editor, upTo: 20_000)
        let viewer = context.viewer
        let address = form["address"]
        guard Self.isAddress(address), let target = WebAddress(address) else {
            let page = SubmitPage(address: address, fault: FormFault("submit", "faultAddress"))
            return try await self.page(request, context, writer.language, isKept: false) {
                page.build(self, viewer, $0)
            }
        }
        let store = store
        let isNew = try await work { try store.queue(target.text) }
        return Self.seeOther(writer.addresses.submit + "?done=" + (isNew ? "queued" : "waiting"))
    }

    /// Files a draft that its editor has seen.
    func file(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        let form = try await form(request, context, for: .editor, upTo: 20_000)
        let viewer = context.viewer
        guard let name = viewer.name, let draft = drafts.draft(form["draft"], of: name) else {
            let page = SubmitPage(fault: FormFault("submit", "faultDraft"))
            return try await self.page(request, context, writer.language, isKept: false) {
                page.build(self, viewer, $0)
            }
        }
        let outcome: (cases: [String], fault: FormFault?) = try await work {
            do {
                let candidate = reading.candidate(draft.bytes, draft.address)
                let run = try store.beginRun("submit", reader: reading.version, by: viewer.who)
                let intakes = try store.add([candidate], in: run)
                try store.refreshSearch()
                return (intakes.flatMap(\.cases), nil)
            } catch let error as CasebookError { return ([], FormFault("submit", error)) }
        }
        if let fault = outcome.fault {
            let page = SubmitPage(fault: fault)
            return try await self.page(request, context, writer.language, isKept: false) {
                page.build(self, viewer, $0)
            }
        }
        drafts.drop(form["draft"])
        let to = writer.addresses
        return Self.seeOther(outcome.cases.first.map { to.casefile($0) } ?? to.submit + "?done=filed")
    }

    /// An address of the web, without what steers or parts words.
    private static func isAddress(_ text: String) -> Bool {
        text.isOfTheWeb && text.utf8.count <= 2000
            && !text.unicodeScalars.contains { $0.properties.isWhitespace || HostileText.steers($0) }
    }
}

extension FormFault {
    /// A sentence of the reader's.
    init(_ form: String, sentence: String) {
        self.form = form
        self.sentence = sentence
    }
}
