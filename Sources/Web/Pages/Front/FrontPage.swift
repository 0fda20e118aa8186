import Casebook
import Exchange
import Facts
import Language

/// The front page: the newest cases, and the year at a glance.
struct FrontPage {
    static let newest = 10

    static func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        _ = try site.store.refreshSearch()
        let result = try site.store.search(.everything, limit: newest)
        let hits = HitModel(writer, lexicon: site.lexicon)
        var model: Model = [
            "isEmpty": result.cases == 0, "hits": result.hits.map { hits.model($0, isFull: false) },
            "examples": ["漏えい type:ransomware", "people:>10000 leak:confirmed", "委託先 sector:local-government"].map {
                ["query": $0, "href": writer.addresses.cases($0)] as Model
            },
        ]
        if let newest = try site.store.newestDay() {
            let year = DateValue.day(number: newest).year
            model["yearTitle"] = writer.words("yearTitle", "\(year)")
            model["glance"] = try glance(year, site, writer)
        }
        return Page(template: "front", title: writer.words["newest"], model: model, section: "front", feed: "")
    }

    private static func glance(_ year: Int, _ site: Site, _ writer: PageWriter) throws -> Model {
        let days =
            DateValue.dayNumber(year: year, month: 1, day: 1)...DateValue.dayNumber(year: year, month: 12, day: 31)
        var months = [Int](repeating: 0, count: 12)
        for (day, cases) in try site.store.casesByDay(days) { months[DateValue.day(number: day).month - 1] += cases }
        let ofYear = try site.store.search(
            .published(.init(first: days.lowerBound, last: days.upperBound)), limit: 0)
        let labels = SearchLabels(language: writer.language, lexicon: site.lexicon)
        let shown: [QueryField] = [.type, .cause, .sector]
        let groups = ofYear.facets.counts.filter { shown.contains($0.field) }.map { facet -> Model in
            let values = facet.counts.prefix(5)
            let most = values.map(\.cases).max() ?? 1
            return [
                "name": labels.field(facet.field),
                "values": values.map { count -> Model in
                    [
                        "label": labels.value(count.value, of: facet.field), "ofValue": "\(count.cases)",
                        "shown": Words.grouped(count.cases), "most": "\(most)",
                        "href": writer.addresses.cases("\(facet.field.rawValue):\(count.value) published:\(year)"),
                    ]
                },
            ]
        }
        var model = MonthBars(months: months, year: year, writer: writer).model
        model["ofYear"] = Words.grouped(months.reduce(0, +))
        model["groups"] = groups
        return model
    }
}

/// Twelve bars, each leading to the cases of its month. Lengths are in the units of the picture's view box.
struct MonthBars {
    let months: [Int]
    let year: Int
    let writer: PageWriter

    private static let slot = 40, width = 28, tall = 120, top = 18, foot = 20

    var model: Model {
        let most = max(1, months.max() ?? 1)
        let bars = months.enumerated().map { place, cases -> Model in
            let height = cases == 0 ? 0 : max(2, cases * Self.tall / most)
            let month = place + 1 < 10 ? "0\(place + 1)" : "\(place + 1)"
            return [
                "x": place * Self.slot + (Self.slot - Self.width) / 2, "w": Self.width, "h": height,
                "y": Self.top + Self.tall - height, "slot": place * Self.slot, "slotWidth": Self.slot,
                "centre": place * Self.slot + Self.slot / 2, "labelY": Self.top + Self.tall + 14,
                "valueY": Self.top + Self.tall - height - 4, "month": writer.words("monthShort", "\(place + 1)"),
                "label": "\(year)-\(month)", "ofMonth": Words.grouped(cases), "hasCases": cases > 0,
                "href": writer.addresses.cases("published:\(year)-\(month)"),
            ]
        }
        return ["months": bars, "width": 12 * Self.slot, "height": Self.top + Self.tall + Self.foot]
    }
}
