import Language

/// Finds the other names that a notice gives to its publisher: (以下「…」), (旧…), an English name, a change of name.
struct AliasScanner {
    private let units: [UInt16]
    private let spaced: [Bool]
    private let name: [UInt16]
    private let folded: String
    private let lexicon: Lexicon

    /// - Parameters:
    ///   - name: the publisher's name as the notice writes it.
    ///   - folded: the same, folded; no alias is given back that folds to it.
    init(_ text: NormalText, name: String, folded: String, _ lexicon: Lexicon) {
        (units, spaced) = (text.units, text.spaced)
        self.name = NormalText(name).units
        self.folded = folded
        self.lexicon = lexicon
    }

    /// The folded names.
    func names() -> [String] { (inBrackets() + inSentences()).filter { $0 != folded } }

    // MARK: In brackets behind the name

    private func inBrackets() -> [String] {
        var found: [String] = []
        for open in units.indices where units[open] == Unit.open && stands(before: open) {
            guard let close = units[open..<min(units.count, open + 90)].firstIndex(of: Unit.close) else { continue }
            var start = open + 1
            for end in start...close where end == close || Self.separators.contains(units[end]) {
                // The comma in 以下、… stands before the name.
                if end < close, Self.marks.isWhole(units, start..<end) { continue }
                if start < end, let alias = alias(in: start..<end) { found.append(alias) }
                start = end + 1
            }
        }
        return found
    }

    /// Whether the name stands right before a place.
    private func stands(before place: Int) -> Bool {
        !name.isEmpty && place >= name.count && units[place - name.count..<place].elementsEqual(name)
    }

    private static let separators = Set("、,;/。".utf16)

    private func alias(in piece: Range<Int>) -> String? {
        if let open = units[piece].firstIndex(of: Unit.quoteOpen) {
            let close = units[open..<piece.upperBound].firstIndex(of: Unit.quoteClose) ?? piece.upperBound
            return folded(open + 1..<close)
        }
        var start = piece.lowerBound
        if let mark = Self.marks.length(at: start, in: units, to: piece.upperBound) { start += mark }
        let marked = start > piece.lowerBound
        while start < piece.upperBound, units[start] == Unit.colon || units[start] == Unit.ideographicComma {
            start += 1
        }
        var end = piece.upperBound
        // 以下…という, …と略す, where no quotes enclose the name.
        if marked, let saying = Self.saying.first(in: units, start..<end) { end = saying.lowerBound }
        // A bracket without a word that says what it is may hold anything but a name in Latin letters.
        guard start < end, marked || units[start..<end].allSatisfy(Self.isLatin) else { return nil }
        return folded(start..<end)
    }

    private static func isLatin(_ unit: UInt16) -> Bool {
        UnitClass.of(unit) == .latin || UnitClass.of(unit) == .digit || unit == Unit.period || unit == Unit.hyphen
            || unit == "&"
    }

    private static let saying = PhraseSet(["といい", "という", "と略", "とする", "とします", "と言", "と記載", "と表記", "と呼"])
    private static let marks = PhraseSet([
        "以下、", "以下", "旧社名", "旧商号", "旧名称", "旧称", "旧", "現社名", "現", "英文名称", "英文社名", "英文名", "英語名", "英名", "英文表記", "略称", "通称",
        "愛称",
        "屋号", "商号",
    ])

    // MARK: In sentences

    /// The names in quotes where a sentence tells of the publisher's change of name.
    private func inSentences() -> [String] {
        var found: [String] = []
        var from = 0
        let name = PhraseSet([String(decoding: self.name, as: UTF16.self)])
        while let change = Self.changes.first(in: units, from..<units.count) {
            let sentence = units.sentence(around: change.lowerBound)
            from = max(change.upperBound, sentence.upperBound)
            guard Self.selves.stands(in: units, sentence) || name.stands(in: units, sentence) else { continue }
            var at = sentence.lowerBound
            while let open = units[at..<sentence.upperBound].firstIndex(of: Unit.quoteOpen),
                let close = units[open..<sentence.upperBound].firstIndex(of: Unit.quoteClose)
            {
                if let name = folded(open + 1..<close) { found.append(name) }
                at = close
            }
        }
        return found
    }

    private static let changes = PhraseSet(["社名を", "商号を", "名称を", "社名変更", "商号変更", "名称変更", "旧社名", "旧商号"])
    private static let selves = PhraseSet(["当社", "弊社", "当法人", "当協会", "本学", "当院", "社名", "商号"])

    // MARK: Names

    /// The folded form of an alias that names one organisation; `nil` for 当社, 本学 and words that name none.
    private func folded(_ alias: Range<Int>) -> String? {
        guard (2...40).contains(alias.count), !Self.generic.isWhole(units, alias),
            !Self.noNames.stands(in: units, alias),
            let name = OrganisationName(written(alias), lexicon: lexicon)?.folded,
            name.utf16.count >= 2, name.utf16.contains(where: { UnitClass.of($0) != .digit })
        else { return nil }
        return name
    }

    /// The words with the spaces between them, which part English names.
    private func written(_ range: Range<Int>) -> String {
        var out: [UInt16] = []
        for i in range {
            if spaced[i], i > range.lowerBound { out.append(0x20) }
            out.append(units[i])
        }
        return String(decoding: out, as: UTF16.self)
    }

    private static let generic = PhraseSet([
        "当社", "弊社", "同社", "当行", "当金庫", "当組合", "当協会", "当会", "当院", "当学園", "当校", "当店", "当館", "当園", "当財団", "当団体", "当法人",
        "当機構",
        "当連盟", "当研究所", "当センター", "当サイト", "本学", "本校", "本会", "本院", "本市", "本県", "本町", "本村", "本区", "本社", "本法人", "本協会", "本機構",
        "本サービス",
        "本サイト", "本件", "本システム", "自社", "会社", "協会", "大学", "病院", "学校", "センター", "機構", "グループ", "親会社", "子会社", "委託先", "受託者",
        "委託元",
        "われわれ", "私ども", "当グループ", "当社グループ", "弊社グループ", "本委員会", "本財団", "本組合", "本園", "本館", "事務局",
    ])
    private static let noNames = PhraseSet(["本社", "所在", "代表", "取締役", "東証", "証券", "市場", "コード", "電話", "登録番号", "住所"])
}
