package import Facts
package import Language

/// What keeps a query from being understood: where, what, and what to do about it.
package struct QueryFault: Error, Hashable, Sendable {
    /// The place in the query's text, as half-open UTF-8 byte offsets. Empty at its end where something is missing.
    package var at: TextSpan
    package var reason: Reason

    package enum Reason: Hashable, Sendable {
        case unclosedQuote(closing: String)
        case unclosedParenthesis, strayParenthesis, emptyParentheses
        case nothingToExclude
        case nothingBeside(String)
        case unknownField(String, nearest: [String])
        case missingValue(QueryField)
        case unknownValue(QueryField, String, nearest: [String])
        case notANumber(QueryField, String), notADate(String), notACaseNumber(String)
        case backwards(QueryField, String)
        case noWords(String)
        case tooLong(most: Int), tooManyTerms(most: Int), tooDeep(most: Int)
    }

    /// What is wrong and what to do, on one line.
    package func message(in language: InterfaceLanguage) -> String {
        language == .ja ? japanese : english
    }

    private var english: String {
        switch reason {
        case .unclosedQuote(let closing): "the quotation has no end; close it with \(closing)"
        case .unclosedParenthesis: "the parenthesis has no end; close it with )"
        case .strayParenthesis: "nothing was opened that ) could close; take it away, or quote it"
        case .emptyParentheses: "nothing stands between the parentheses; put a word there or take them away"
        case .nothingToExclude: "- excludes what stands right behind it, and nothing does; write -word"
        case .nothingBeside(let name):
            "\(name) needs something on both sides; to search for the word, write \"\(name)\""
        case .unknownField(let name, let nearest):
            "there is no field \(name):; " + Self.offer(nearest, "did you mean ", ":")
                + "to search for the words, quote them"
        case .missingValue(let field): "\(field.rawValue): has no value; write \(field.rawValue):\(field.example)"
        case .unknownValue(let field, let value, let nearest):
            "\(field.rawValue): does not know \(value); "
                + (nearest.isEmpty ? "see " + field.list : "did you mean " + nearest.joined(separator: ", ") + "?")
        case .notANumber(let field, let value):
            "\(value) is no number; write \(field.rawValue):1000, \(field.rawValue):>1000 or \(field.rawValue):100..1000"
        case .notADate(let value):
            "\(value) is no date; write published:2023, published:2023-01..2023-06 or published:>=2023-05-01"
        case .notACaseNumber(let value): "\(value) is no case's number; write number:2023-060"
        case .backwards(let field, let value): "\(field.rawValue):\(value) ends before it begins; swap its ends"
        case .noWords(let text): "\(text) holds nothing to search for; use letters, kana, kanji or digits"
        case .tooLong(let most): "the query is too long; use at most \(most) characters"
        case .tooManyTerms(let most): "the query has too many terms; use at most \(most)"
        case .tooDeep(let most): "the parentheses are nested too deep; use at most \(most) levels"
        }
    }

    private var japanese: String {
        switch reason {
        case .unclosedQuote(let closing): "引用符が閉じていません。\(closing) で閉じてください"
        case .unclosedParenthesis: "括弧が閉じていません。) で閉じてください"
        case .strayParenthesis: "対応する開き括弧がない ) です。取り除くか、引用符で囲んでください"
        case .emptyParentheses: "括弧の中が空です。語を入れるか、括弧を取り除いてください"
        case .nothingToExclude: "- の直後に除く語がありません。-語 のように書いてください"
        case .nothingBeside(let name): "\(name) の両側に条件が必要です。語として探すには \"\(name)\" と書いてください"
        case .unknownField(let name, let nearest):
            "\(name): という項目はありません。" + Self.offer(nearest, "候補: ", ":") + "語として探すには引用符で囲んでください"
        case .missingValue(let field): "\(field.rawValue): の値がありません。\(field.rawValue):\(field.example) のように書いてください"
        case .unknownValue(let field, let value, let nearest):
            "\(field.rawValue): に \(value) という値はありません。"
                + (nearest.isEmpty ? "一覧: " + field.list : "候補: " + nearest.joined(separator: ", "))
        case .notANumber(let field, let value):
            "\(value) は数ではありません。\(field.rawValue):1000、\(field.rawValue):>1000、\(field.rawValue):100..1000 のように書いてください"
        case .notADate(let value):
            "\(value) は日付ではありません。published:2023、published:2023-01..2023-06、published:>=2023-05-01 のように書いてください"
        case .notACaseNumber(let value): "\(value) は番号ではありません。number:2023-060 のように書いてください"
        case .backwards(let field, let value): "\(field.rawValue):\(value) は終わりが始まりより前です。入れ替えてください"
        case .noWords(let text): "\(text) には探す文字がありません。英数字、かな、漢字を使ってください"
        case .tooLong(let most): "検索式が長すぎます。\(most)文字以内にしてください"
        case .tooManyTerms(let most): "条件が多すぎます。\(most)個以内にしてください"
        case .tooDeep(let most): "括弧の入れ子が深すぎます。\(most)段以内にしてください"
        }
    }

    private static func offer(_ nearest: [String], _ before: String, _ after: String) -> String {
        nearest.isEmpty ? "" : before + nearest.map { $0 + after }.joined(separator: ", ") + "? "
    }
}

extension QueryField {
    /// A value that is written behind the colon.
    package var example: String {
        switch self {
        case .type: "ransomware"
        case .cause: "human-error"
        case .data: "card-number"
        case .sector: "healthcare"
        case .authority: "ppc"
        case .response: "stopped-service"
        case .measure: "mfa"
        case .leak, .misuse: "confirmed"
        case .kind: "incident"
        case .org, .party, .service, .actor: "名前"
        case .people: ">10000"
        case .lag: ">30"
        case .published: "2023-01..2023-06"
        case .number: "2023-060"
        case .has: "actor"
        }
    }

    /// Where its values are listed, or the values themselves where they are few.
    fileprivate var list: String {
        switch values {
        case .terms(let vocabulary?, _): "jikenbo lexicon list \(vocabulary)"
        case .terms(nil, let slugs): slugs.joined(separator: ", ")
        default: QueryField.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }
}
