import Casebook
import Exchange
import Facts
import HTTPTypes
import Hummingbird
import Language
import Mustache

/// A page before it is written.
struct Page {
    var template: String
    var title: String
    var model: Model
    var status: HTTPResponse.Status = .ok
    /// Which entry of the menu it belongs to.
    var section = ""
    /// The query in the search box.
    var query = ""
    /// The query whose feeds it offers; `nil` for none.
    var feed: String?
    /// Where the page is to be found, if not here.
    var location: String?

    /// Leads to the page that has taken this one's place.
    static func leading(to location: String) -> Page { Page(template: "", title: "", model: [:], location: location) }
}

/// Writes pages in one language.
struct PageWriter: Sendable {
    let language: InterfaceLanguage
    /// Whether a server stands behind the page; else it is published as a file.
    var isLive = true
    /// Whether there are feeds: files need to know where they will stand.
    var hasFeeds = true

    var words: SiteWords { SiteWords(language: language) }
    var addresses: Addresses { Addresses(language: language) }

    /// - Parameter path: the page's own path with its query.
    func html(_ page: Page, path: String, viewer: Viewer, waiting: Int = 0) -> String {
        let other: InterfaceLanguage = language == .ja ? .en : .ja
        var model = page.model
        model["title"] = page.title
        model["lang"] = language.rawValue
        model["otherLang"] = other.rawValue
        model["otherName"] = other == .ja ? "日本語" : "English"
        model["alternate"] = [
            "ja": Addresses.path(path, in: .ja), "en": Addresses.path(path, in: .en),
            "other": Addresses.path(path, in: other),
        ]
        model["to"] = Self.links(addresses)
        model["home"] = addresses.home
        model["at"] = [page.section: true]
        model["assets"] = [
            "style": Asset.style.address, "script": Asset.script.address, "icon": Asset.icon.address,
        ]
        model["q"] = page.query
        model["isLive"] = isLive
        if !isLive { model["published"] = Self.published(words) }
        model["canEdit"] = viewer.canEdit
        model["waiting"] = waiting > 0 ? Words.grouped(waiting) : nil
        if let name = viewer.name { model["viewer"] = ["name": name] }
        model["csrf"] = viewer.formToken
        model["hasFeeds"] = hasFeeds
        model["feeds"] = (hasFeeds ? page.feed : nil).map { query -> [Model] in
            [("atom", "application/atom+xml", "Atom"), ("json", "application/feed+json", "JSON Feed")].map {
                ["type": $0.1, "href": Addresses.feed($0.0, query, language), "name": $0.2]
            }
        }
        guard let html = Templates.library(language).render(model, withTemplate: page.template) else {
            preconditionFailure("no template \(page.template)")
        }
        return html
    }

    /// What the script of a published site needs.
    private static func published(_ words: SiteWords) -> Model {
        let shown = [
            "notHere", "unreachable", "searching", "found", "pages", "previous", "next", "nothing", "untitled",
        ]
        let members = shown.map { JSONValue.Member(key: $0, value: .string(words[$0])) }
        return ["script": Asset.published.address, "search": "/search/", "words": JSONValue.object(members).text]
    }

    private static func links(_ to: Addresses) -> Model {
        [
            "cases": to.cases, "about": to.about, "login": to.login, "logout": to.logout, "account": to.account,
            "review": to.review, "history": to.history, "submit": to.submit,
            "users": to.users, "lint": to.lint, "clip": to.clip, "watches": to.watches, "status": to.status,
            "insights": to.insights,
        ]
    }

    /// A page with a sentence or two.
    func message(_ key: String, status: HTTPResponse.Status, detail: String? = nil) -> Page {
        Page(
            template: "message", title: words[key + "Title"],
            model: [
                "heading": words[key + "Title"], "words": detail ?? words[key + "Words"],
            ], status: status)
    }
}
