import Facts
import Language

/// Reads the name of the site, shop, app, product or system that was hit.
struct ServiceRules {
    let notice: NoticeText
    let header: Header

    private var units: View<UInt16> { notice.units }

    /// Words before 「X」 that make X a service.
    private static let before: Words = [
        "運営する", "運営しております", "運営している", "提供する", "提供している", "提供しております", "サービス", "サイト", "ショップ", "ストア", "システム", "アプリ", "製品",
        "商品", "ソフト", "事業", "ページ", "ポータル",
        "プラットフォーム", "フォーム", "利用する", "利用している", "開設する", "管理する", "通販", "ツール", "クラウド", "主催する", "実施する", "開催する", "実施した",
        "開催した", "講座", "計算機", "が使用する", "が利用する", "を使用する", "使用している", "注文", "装置", "電子カルテ", "カルテ",
    ]
    /// Words behind 「X」 that make X a service.
    private static let after: Words = [
        "サービス", "サイト", "オンライン", "におきまして", "において", "への不正", "へ不正", "に対する不正", "のサーバ", "のシステム", "アプリ", "システム", "ショップ",
        "ストア", "の会員", "をご利用", "を利用", "のホームページ", "のウェブ", "の一部", "にて",
        "(http", "(以下", "への", "における", "に登録", "の利用", "及び「", "および「", "、「", "「", "と「", "参加者", "の参加", "の申込", "公式", "の公式",
        "のアカウント", "アカウント", "のid", "を再開", "を停止", "のログイン", "のポイント",
        "をお楽しみ", "をプレイ", "をご愛用", "をお引き立て", "をお引立て", "で遊んで", "一部アカウント", "から申し込", "からお申し込", "からお申込", "からご予約", "からご購入",
        "からご注文",
    ]
    /// Words inside 「X」 that make X something else: a title, a sentence, a person addressed.
    private static let not: Words = [
        "お知らせ", "について", "お詫び", "被害", "漏えい", "流出", "報告", "可能性", "公表", "に関する", "です", "ます", "した", "ください", "情報", "不正",
        "ガイドライン", "規程", "規則", "法律", "対策", "指針", "当社", "弊社", "本件", "本事案", "個人", "いう",
        "等", "管理", "だった", "ない", "たい", "ご案内", "確認書", "予定表", "通知書", "申込書", "調査票", "明細書", "受診票", "請求書", "領収書", "氏名", "ユーザ",
        "必着", "至急", "重要", "宛先", "bcc", "調査中", "停止中", "準備中", "対応中", "メンテナンス",
    ]
    /// Ends of names of places: what is there is hit, not they.
    private static let buildings: Words = ["ホール", "博物館", "美術館", "図書館", "会館", "公民館", "センター", "公園", "病院", "学校", "大学"]
    private static let online: Words = [
        "公式", "のホームページ", "ホームページ", "ウェブ", "のウェブ", "サイト", "のサイト", "アプリ", "web", "オンライン", "の予約", "のアカウント",
    ]
    /// Ends of words that name a service.
    private static let ends: Words = [
        "オンラインショップ", "オンラインストア", "公式サイト", "公式ストア", "公式通販", "通販サイト", "ネットショップ", "サイト", "ショップ", "ストア", "アプリ", "クラウド",
        "ポータル", "システム", "マーケット", "モール",
        "プラットフォーム",
    ]
    private static let genericHeads: Words = [
        "当", "弊", "本", "同", "ダウンロード", "メンバー", "社外", "学内", "学校", "教育", "研究", "院内", "庁内", "電子", "該当", "上記", "一部", "全",
        "各", "社内", "業務", "基幹", "情報", "メール", "外部", "複数", "対象", "旧", "新", "他", "自社", "通販", "公式", "運営", "会員", "管理",
        "ファイル共有", "オンライン", "ウエブ", "web", "クラウド", "サーバ", "ネットワーク", "ポータル", "問い合わせ", "予約", "販売", "受注", "申込", "採用",
        "ホームページ", "セキュリティ", "コンピュータ", "ec", "電子カルテ", "決済", "在庫", "顧客", "生産", "認証", "監視", "バックアップ", "フィッシング", "リーク",
        "悪意", "偽", "不審", "まとめ", "医療", "診療", "人事", "給与", "会計", "財務", "勤怠", "図書", "学務", "教務", "事務", "住民", "介護", "物流",
        "倉庫",
        "配送", "生徒", "患者", "社員", "職員", "統合", "総合", "共通", "カート", "ショッピングカート",
    ]

    func read() -> Fact<String>? {
        if let title = header.title {
            if let quoted = quoted(title.lowerBound, title.upperBound, strict: false) { return quoted }
        }
        var best: Fact<String>?
        for sentence in notice.sentences.indices.prefix(30) {
            let place = notice.sentences[sentence]
            if place.start < header.body { continue }
            if let s = place.section, TermRules.aside.contains(s) || s == .measures { continue }
            if let quoted = quoted(place.start, place.end, strict: true) {
                best = quoted
                break
            }
        }
        if best == nil, let title = header.title {
            return named(title.lowerBound, title.upperBound) ?? hit(title.lowerBound, title.upperBound)
        }
        return best
    }

    private static let hits: Words = ["への不正", "における不正", "に対する不正", "での不正", "の改ざん", "への攻撃"]

    /// A name in front of への不正ログイン in the title: みどりスクエアメンバーへの不正ログイン.
    private func hit(_ start: Int, _ end: Int) -> Fact<String>? {
        for i in start..<end where notice.has(Self.hits, at: i) {
            var from = i
            while from > start, isNamePart(units[from - 1]),
                !notice.normal.spaced[from] || UnitClass.of(units[from]) == .latin
            { from -= 1 }
            guard i - from >= 6, !notice.has(Self.genericHeads, at: from) else { continue }
            let katakana = (from..<i).filter {
                UnitClass.of(units[$0]) == .katakana || UnitClass.of(units[$0]) == .latin
            }.count
            return katakana >= 4 ? fact(from, i, 0.6, "service/hit") : nil
        }
        return nil
    }

    /// The first 「X」 in a range whose neighbours make it a service.
    private func quoted(_ start: Int, _ end: Int, strict: Bool) -> Fact<String>? {
        var from = start
        for quotation in notice.quotations(from: start, to: end) where Int(quotation) >= from {
            let i = Int(quotation)
            let closing = units[i] == Unit.quoteOpen ? Unit.quoteClose : Unit.doubleQuoteClose
            guard let close = units[i..<min(end, i + 50)].firstIndex(of: closing), close > i + 1 else { continue }
            if isService(i, close, start, end) {
                // 「X(旧Y)」 and 「X(https://…)」 are X.
                let end = units[i + 1..<close].firstIndex(of: Unit.open) ?? close
                return end > i + 1 ? fact(i + 1, end, 0.85, "service/quoted") : nil
            }
            from = close + 1
        }
        return nil
    }

    private func isService(_ open: Int, _ close: Int, _ start: Int, _ end: Int) -> Bool {
        // 以下「X」 defines a short name.
        if open >= 2,
            units[open - 1] == "下" || units[open - 1] == Unit.ideographicComma && units[open - 2] == "下"
                || units[open - 1] == "て"
        {
            return false
        }
        if (open + 1..<close).contains(where: { i in notice.first(Self.not, at: i) { i + $0.count <= close } != nil }) {
            return false
        }
        if notice.ends(Self.buildings, at: close), !notice.has(Self.online, at: close + 1) { return false }
        let left = max(start, open - 14)..<open
        let cueBefore = left.contains { i in
            notice.first(Self.before, at: i) { i + $0.count <= open && open - (i + $0.count) <= 2 } != nil
        }
        let cueAfter = notice.has(Self.after, at: close + 1)
        let own = Self.ends.first { close - $0.count > open && notice.has($0, at: close - $0.count) } != nil
        return cueBefore || cueAfter || own
    }

    /// A run of name characters that ends as services do: みどり市民スポーツ祭参加募集サイト.
    private func named(_ start: Int, _ end: Int) -> Fact<String>? {
        for i in start..<end {
            let word = notice.first(Self.ends, at: i) { word in
                let stop = i + word.count
                return stop == end || stop < end && UnitClass.of(units[stop]) != .katakana
            }
            guard let word else { continue }
            var from = i
            while from > start, isNamePart(units[from - 1]) { from -= 1 }
            while from < i, units[from] == Unit.middleDot { from += 1 }
            guard i - from >= 4, !notice.has(Self.genericHeads, at: from) else { continue }
            return fact(from, i + word.count, 0.7, "service/named")
        }
        return nil
    }

    private func isNamePart(_ u: UInt16) -> Bool {
        switch UnitClass.of(u) {
        case .kanji, .katakana, .latin, .digit: true
        default: u == Unit.middleDot || u == Unit.longVowel
        }
    }

    private func fact(_ start: Int, _ end: Int, _ confidence: Double, _ rule: String) -> Fact<String> {
        let evidence = notice.evidence(start, end, confidence, rule)
        return Fact(evidence.quote, evidence)
    }
}
