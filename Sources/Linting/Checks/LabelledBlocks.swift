import Language

/// A section of a notice about whose data it is: カード情報が漏えいした可能性のあるお客様.
struct LabelledBlock {
    /// クレジットカード情報, 個人情報; the heading where it names no data: 対象となるお客様.
    var label: String
    /// Whether the heading names the data.
    var namesData: Bool
    var range: Range<Int>
    /// The different figures in it.
    var figures: [Figure]
}

extension Examination {
    /// What kind of data figures are of.
    enum DataLabel: CaseIterable {
        case card, personal, account

        var words: [[UInt16]] {
            switch self {
            case .card: Self.cards
            case .personal: Self.persons
            case .account: Self.accounts
            }
        }

        private static let cards = LintText.words("クレジットカード情報", "クレジットカード番号", "カード情報", "カード番号")
        private static let persons = LintText.words("個人情報", "顧客情報", "お客様情報", "お客さま情報", "会員情報", "利用者情報", "患者情報")
        private static let accounts = LintText.words("アカウント情報", "ログイン情報")
    }

    /// The kinds of data that a range names; card data is not personal data beside it.
    private func labels(in range: Range<Int>) -> [(DataLabel, Range<Int>)] {
        DataLabel.allCases.compactMap { label in text.first(label.words, in: range).map { (label, $0) } }
    }

    /// Sections whose heading says whose data is meant, each of one kind of data.
    var labelledBlocks: [LabelledBlock] {
        var heads: [(line: Int, label: DataLabel?, words: Range<Int>)] = []
        for (place, line) in text.lines.enumerated() where line.end - line.start <= 45 {
            let found = labels(in: line.start..<line.end)
            guard found.count < 2, !line.isBullet, !line.isCircled,
                Self.headEnds.contains(where: { text.has($0, at: line.end - $0.count) })
            else { continue }
            if let (label, words) = found.first {
                heads.append((place, label, words))
            } else if line.isHeading, text.holds(Self.concerned, in: line.start..<line.end) {
                heads.append((place, nil, line.start..<line.end))
            }
        }
        let starts = Set(heads.map(\.line))
        let counts = Dictionary(heads.map { ($0.label, 1) }, uniquingKeysWith: +)
        return heads.filter { counts[$0.label] == 1 }.map { head in
            let next = text.lines.indices[(head.line + 1)...].first { text.lines[$0].isHeading || starts.contains($0) }
            let range = text.lines[head.line].end..<(next.map { text.lines[$0].start } ?? text.normal.count)
            var figures: [Figure] = []
            for figure in self.figures where range.contains(figure.start) && figure.countsData {
                // 上記に該当する913件: the same ones again.
                if figures.contains(where: { $0.value == figure.value }) || isAbove(figure) { continue }
                figures.append(figure)
            }
            return LabelledBlock(
                label: text.quote(head.words.lowerBound, head.words.upperBound), namesData: head.label != nil,
                range: range, figures: figures)
        }
    }

    private static let concerned = LintText.words("対象", "漏えい", "流出", "該当")
    private static let headEnds = LintText.words("お客様", "お客さま", "の方", "方々", "対象者", "件数", "人数", "者数", "皆様", "会員様", "会員")

    private func isAbove(_ figure: Figure) -> Bool {
        text.all(.sameAsAbove).contains { (0...12).contains(figure.start - $0.upperBound) }
    }

    /// The one figure before a block whose words say the same kind of data.
    func lead(of block: LabelledBlock) -> Figure? {
        if !block.namesData {
            // Without the name of the data the summary must give one figure only, and say of what.
            let all = figures.filter { $0.end <= block.range.lowerBound && $0.countsData && !$0.isPart }
            let isPlain = Set(all.map(\.value)).count == 1 && figures.allSatisfy { !$0.isTotal }
            return isPlain ? all.first { self.label(before: $0) != nil } : nil
        }
        let label = labels(in: 0..<text.normal.count).isEmpty ? nil : kind(of: block)
        let leads = figures.filter {
            $0.end <= block.range.lowerBound && $0.countsData && !$0.isPart && self.label(before: $0) == label
        }
        return label != nil && Set(leads.map(\.value)).count == 1 ? leads.first : nil
    }

    private func kind(of block: LabelledBlock) -> DataLabel? {
        let words = NormalText(block.label).units
        return DataLabel.allCases.first { $0.words.contains(words) }
    }

    /// The kind of data whose name stands right before a figure: 個人情報84,310件, クレジットカード情報(38件).
    func label(before figure: Figure) -> DataLabel? {
        var end = figure.start
        for _ in 0..<4 where end > 0 && Self.fillers.contains(text.units[end - 1]) { end -= 1 }
        return DataLabel.allCases.first { label in label.words.contains { text.has($0, at: end - $0.count) } }
    }

    private static let fillers = Set("(約計最大合の、:延べ".utf16)

    /// Whether the notice says why a block's figures differ from that of the summary.
    func explains(_ block: LabelledBlock, _ lead: Figure) -> Bool {
        text.says(.duplicatesExplained, in: block.range)
            || text.says(.duplicatesExplained, in: range(ofSentence: lead.sentence))
    }
}
