/// The elements that matter for a page's text. Others are taken out before parsing, and their text stays where it is.
enum HTMLTag: UInt8, CaseIterable {
    case text, html, head, title, body
    case main, article, section, nav, header, footer, aside, hgroup, address
    case h1, h2, h3, h4, h5, h6
    case p, div, center, blockquote, pre, br, hr, figure, figcaption, details, summary, dialog
    case ul, ol, menu, li, dl, dt, dd
    case table, caption, thead, tbody, tfoot, tr, th, td
    case a, span, font, b, strong, i, em, u, s, del, ins, small, big, sup, sub, mark, cite, time, q, code, tt
    case ruby, rb, rt, rp, rtc
    case form, fieldset, legend, label, button, select, textarea
    case script, style, noscript, template, iframe, noframes, noembed, object, svg, math, video, audio, canvas, map

    private static let byName: [String: HTMLTag] = {
        var map: [String: HTMLTag] = [:]
        for tag in allCases where tag != .text { map["\(tag)"] = tag }
        return map
    }()

    /// The longest name is `figcaption` and `blockquote`.
    private static let longest = 10

    /// The element with a name in lower case.
    init?(rawName: String) {
        guard let tag = Self.byName[rawName] else { return nil }
        self = tag
    }

    /// The tag name at an offset in lower case, empty where none begins there or it is longer than any known one.
    static func name(_ text: Span<UInt8>, at start: Int) -> String {
        guard start < text.count, ASCII.isLetter(text[start]) else { return "" }
        var letters: [UInt8] = []
        var i = start
        while i < text.count, ASCII.isAlphanumeric(text[i]) || text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: ":") {
            guard letters.count < longest else { return "" }
            letters.append(ASCII.lower(text[i]))
            i += 1
        }
        return String(decoding: letters, as: UTF8.self)
    }

    var name: String { "\(self)" }

    /// The level of a heading; nil for other elements.
    var headingLevel: Int? {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: nil
        }
    }

    /// Whether it stands on lines of its own.
    var isBlock: Bool {
        switch self {
        case .html, .body, .main, .article, .section, .nav, .header, .footer, .aside, .hgroup, .address, .h1, .h2, .h3, .h4, .h5,
            .h6, .p, .div, .center, .blockquote, .pre, .hr, .figure, .figcaption, .details, .summary, .dialog, .ul, .ol, .menu,
            .li, .dl, .dt, .dd, .table, .caption, .thead, .tbody, .tfoot, .tr, .th, .td, .form, .fieldset, .legend, .title:
            true
        default: false
        }
    }

    /// Whether it may hold a page's whole content.
    var isContainer: Bool {
        switch self {
        case .body, .main, .article, .section, .div, .center, .blockquote, .form, .table, .tbody, .tr, .td, .font, .span, .html: true
        default: false
        }
    }

    /// Whether a browser shows nothing of it, or only a control.
    var isNeverText: Bool {
        switch self {
        case .head, .title, .select, .textarea, .rt, .rp, .rtc, .script, .style, .noscript, .template, .iframe, .noframes, .noembed,
            .object, .svg, .math, .video, .audio, .canvas, .map:
            true
        default: false
        }
    }

    /// Whether its content is characters, not tags, up to its end tag.
    var isRaw: Bool {
        switch self {
        case .script, .style, .textarea, .iframe, .noframes, .noembed: true
        default: false
        }
    }

    /// Whether it is the page itself and says nothing about its text.
    var isFrame: Bool { self == .html || self == .head || self == .body }

    var isVoid: Bool { self == .br || self == .hr }

    /// Whether the next of its kind ends it, so that its end tag is often left out.
    var endsByItself: Bool {
        switch self {
        case .p, .li, .dt, .dd, .tr, .td, .th, .thead, .tbody, .tfoot, .caption: true
        default: false
        }
    }
}
