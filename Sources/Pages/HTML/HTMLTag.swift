/// The elements that matter for a page's text. Others are taken out before parsing, and their text stays where it is.
enum HTMLTag: UInt8, CaseIterable {
    case text, html, head, title, body, meta, link, base
    case main, article, section, nav, header, footer, aside, hgroup, address
    case h1, h2, h3, h4, h5, h6
    case p, div, center, blockquote, pre, br, hr, figure, figcaption, details, summary, dialog
    case ul, ol, menu, li, dl, dt, dd
    case table, caption, thead, tbody, tfoot, tr, th, td
    case a, span, font, b, strong, i, em, u, s, del, ins, small, big, sup, sub, mark, cite, time, q, code, tt
    case ruby, rb, rt, rp, rtc
    case form, fieldset, legend, label, button, select, textarea
    case script, style, noscript, template, iframe, noframes, noembed, object, svg, math, video, audio, canvas, map

    /// The name in lower case. The enumeration's own description takes a hundred times as long.
    var name: [UInt8] { Self.names[Int(rawValue)] }

    private static let names = allCases.map { Array("\($0)".utf8) }

    private static let byKey: [UInt64: HTMLTag] = {
        var map: [UInt64: HTMLTag] = [:]
        for tag in allCases where tag != .text {
            map[tag.name.reduce(0) { key(adding: $1, to: $0) ?? 0 }] = tag
        }
        return map
    }()

    /// Packs a name into a number, six bits for a letter or digit in either case: ten of them, as `blockquote` and `figcaption` have.
    /// Nil for other bytes and longer names.
    private static func key(adding byte: UInt8, to key: UInt64) -> UInt64? {
        guard key < 1 << 54, ASCII.isAlphanumeric(byte) else { return nil }
        return key << 6 | UInt64(ASCII.isDigit(byte) ? byte - 0x30 + 27 : (byte | 0x20) - 0x60)
    }

    /// The known element whose name begins at an offset, and the name's length; nil for unknown ones.
    static func at(_ start: Int, in text: Span<UInt8>) -> (tag: HTMLTag, length: Int)? {
        guard start < text.count, ASCII.isLetter(text[start]) else { return nil }
        var (packed, i) = (UInt64(0), start)
        while i < text.count, isPartOfName(text[i]) {
            guard let longer = key(adding: text[i], to: packed) else { return nil }
            packed = longer
            i += 1
        }
        return byKey[packed].map { ($0, i - start) }
    }

    /// The element that a C string names.
    init?(name: UnsafePointer<UInt8>) {
        var (packed, i) = (UInt64(0), 0)
        while name[i] != 0 {
            guard let longer = Self.key(adding: name[i], to: packed) else { return nil }
            packed = longer
            i += 1
        }
        guard let tag = Self.byKey[packed] else { return nil }
        self = tag
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "_")
    }

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
        case .html, .body, .main, .article, .section, .nav, .header, .footer, .aside, .hgroup, .address, .h1, .h2, .h3,
            .h4, .h5,
            .h6, .p, .div, .center, .blockquote, .pre, .hr, .figure, .figcaption, .details, .summary, .dialog, .ul, .ol,
            .menu,
            .li, .dl, .dt, .dd, .table, .caption, .thead, .tbody, .tfoot, .tr, .th, .td, .form, .fieldset, .legend,
            .title:
            true
        default: false
        }
    }

    /// Whether it may hold a page's whole content.
    var isContainer: Bool {
        switch self {
        case .body, .main, .article, .section, .div, .center, .blockquote, .form, .table, .tbody, .tr, .td, .font,
            .span, .html:
            true
        default: false
        }
    }

    /// Whether a browser shows nothing of it, or only a control.
    var isNeverText: Bool {
        switch self {
        case .head, .title, .select, .textarea, .rt, .rp, .rtc, .script, .style, .noscript, .template, .iframe,
            .noframes, .noembed,
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

    /// Whether it says nothing about the page's text, where it begins or ends.
    var isSilent: Bool {
        switch self {
        case .html, .head, .body, .meta, .link, .base: true
        default: false
        }
    }

    var isVoid: Bool { self == .br || self == .hr }

    /// Whether the next of its kind ends it, so that its end tag is often left out.
    var endsByItself: Bool {
        switch self {
        case .p, .li, .dt, .dd, .tr, .td, .th, .thead, .tbody, .tfoot, .caption: true
        default: false
        }
    }
}
