package import Casebook
import Exchange
import Facts

/// Search results for programs: docs/search.md lists the members.
package enum SearchJSON {
    /// One object, without a line break.
    ///
    /// - Parameter milliseconds: how long the search took, where that is asked for.
    package static func text(of result: SearchResult, facets: Int, milliseconds: Double? = nil) -> String {
        var json = JSONBytes()
        json.object { json in
            json.key("query")
            json.string(result.query)
            json.key("cases")
            json.int(result.cases)
            json.key("notices")
            json.int(result.notices)
            json.key("more")
            json.bool(result.isCut)
            if let milliseconds {
                json.key("microseconds")
                json.int(Int(milliseconds * 1000))
            }
            json.key("hits")
            json.array(result.hits) { write($1, &$0) }
            json.key("facets")
            json.array(facets > 0 ? result.facets.counts : []) { json, facet in
                json.object { json in
                    json.key("field")
                    json.string(facet.field.rawValue)
                    json.key("values")
                    json.array(facet.counts.prefix(facets)) { json, count in
                        json.object { json in
                            json.key("value")
                            json.string(count.value)
                            json.key("cases")
                            json.int(count.cases)
                        }
                    }
                }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    package static func text(of cases: [SimilarCase]) -> String {
        var json = JSONBytes()
        json.array(cases) { json, found in
            json.object { json in
                json.key("likeness")
                json.share(found.likeness)
                json.key("reasons")
                json.array(found.reasons) { write($1, &$0) }
                json.key("case")
                write(found.hit, &json)
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func write(_ hit: SearchHit, _ json: inout JSONBytes) {
        json.object { json in
            json.key("number")
            optional(hit.number, &json)
            json.key("published")
            optional(hit.published?.iso, &json)
            json.key("organisation")
            optional(hit.organisation, &json)
            json.key("title")
            optional(hit.title, &json)
            json.key("report_number")
            optional(hit.reportNumber, &json)
            json.key("type")
            optional(hit.type?.slug, &json)
            json.key("people")
            optional(hit.people, &json)
            json.key("others")
            json.int(hit.others)
            json.key("snippet")
            if let snippet = hit.snippet { write(snippet, &json) } else { json.null() }
            json.key("reasons")
            json.array(hit.reasons) { write($1, &$0) }
        }
    }

    private static func write(_ snippet: Snippet, _ json: inout JSONBytes) {
        json.object { json in
            json.key("text")
            json.string(snippet.text)
            json.key("at")
            json.array([snippet.at.start, snippet.at.end]) { $0.int($1) }
            json.key("marks")
            json.array(snippet.marks) { json, mark in json.array([mark.start, mark.end]) { $0.int($1) } }
        }
    }

    private static func write(_ reason: SearchReason, _ json: inout JSONBytes) {
        json.object { json in
            switch reason {
            case .words(let asked, let found, let times):
                json.key("words")
                json.string(asked)
                json.key("found")
                json.string(found)
                json.key("times")
                json.int(times)
            case .value(let field, let value, let quote):
                json.key("field")
                json.string(field.rawValue)
                json.key("value")
                json.string(value)
                json.key("quote")
                optional(quote, &json)
            }
        }
    }

    private static func write(_ likeness: Likeness, _ json: inout JSONBytes) {
        json.object { json in
            json.key("field")
            switch likeness {
            case .values(let field, let values):
                json.string(field.rawValue)
                json.key("values")
                json.array(values) { $0.string($1) }
            case .size(let count):
                json.string(QueryField.people.rawValue)
                json.key("values")
                json.array(["\(count)"]) { $0.string($1) }
            case .lag(let days):
                json.string(QueryField.lag.rawValue)
                json.key("values")
                json.array(["\(days)"]) { $0.string($1) }
            }
        }
    }

    private static func optional(_ text: String?, _ json: inout JSONBytes) {
        if let text { json.string(text) } else { json.null() }
    }

    private static func optional(_ number: Int?, _ json: inout JSONBytes) {
        if let number { json.int(number) } else { json.null() }
    }
}
