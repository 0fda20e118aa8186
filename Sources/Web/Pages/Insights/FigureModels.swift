import Casebook
import Exchange
import Facts

/// Figures as charts for templates. A chart is a table whose rows have bars: what is seen is what can be read out, copied and printed,
/// and no colour is needed to tell anything.
struct FigureModels {
    let words: FigureWords
    /// Where the cases behind a figure are; `nil` where nothing leads anywhere.
    let href: ([CaseTerm]) -> String?

    /// Rows of a chart that are shown; others can be had as data.
    var mostRows = 15

    // MARK: Bars

    func chart(
        _ id: String, _ title: String, _ bars: [CaseFigures.Bar], unknown: CaseFigures.Bar? = nil, note: String = ""
    )
        -> Model
    {
        let shown = bars.prefix(mostRows)
        let most = max(1, (shown + [unknown].compactMap { $0 }).map(\.cases).max() ?? 1)
        var rows = shown.map { row($0, most: most) }
        if let unknown, unknown.cases > 0 { rows.append(row(unknown, most: most)) }
        return [
            "id": id, "title": title, "note": orNone(note), "rows": rows, "isEmpty": rows.isEmpty,
            "hidden": orNone(bars.count > mostRows ? words.words("figureMore", "\(bars.count - mostRows)") : nil),
        ]
    }

    private func row(_ bar: CaseFigures.Bar, most: Int) -> Model {
        let isUnknown = bar.term.value == .unknown
        return [
            "label": words.value(bar.term), "href": orNone(bar.cases > 0 ? href([bar.term]) : nil),
            "cases": Words.grouped(bar.cases), "width": width(bar.cases, most), "isUnknown": isUnknown,
            "persons": words.persons(bar),
            "stating": orNone(
                bar.statingPersons > 0 && bar.statingPersons < bar.cases
                    ? words.words("figureStating", Words.grouped(bar.statingPersons)) : nil),
        ]
    }

    /// In hundredths; what is there at all is seen.
    private func width(_ cases: Int, _ most: Int) -> Int { cases == 0 ? 0 : max(1, cases * 100 / most) }

    // MARK: Time

    private static let tall = 140, top = 18, foot = 24, slot = 34, bar = 24

    /// Columns over the months or years, each leading to its cases.
    func time(_ figures: CaseFigures) -> Model {
        let most = max(1, figures.time.map(\.cases).max() ?? 1)
        let isDense = figures.time.count > 24
        let slot = isDense ? 18 : Self.slot
        let width = isDense ? 13 : Self.bar
        let columns = figures.time.enumerated().map { place, bar -> Model in
            let height = bar.cases == 0 ? 0 : max(2, bar.cases * Self.tall / most)
            let text = words.value(bar.term)
            // Of months only those of which one begins with the year's first are named in full.
            let isNamed = figures.isByYear || !isDense || text.hasSuffix("-01") || place == 0
            return [
                "x": place * slot + (slot - width) / 2, "w": width, "h": height, "y": Self.top + Self.tall - height,
                "slot": place * slot, "slotWidth": slot, "centre": place * slot + slot / 2,
                "labelY": Self.top + Self.tall + 14, "valueY": Self.top + Self.tall - height - 4,
                "label": text, "short": isNamed ? shortTime(text, isDense) : "", "cases": Words.grouped(bar.cases),
                "hasValue": bar.cases > 0 && !isDense, "href": orNone(bar.cases > 0 ? href([bar.term]) : nil),
            ]
        }
        var model = chart(
            "time", words.words[figures.isByYear ? "figureByYear" : "figureByMonth"], figures.time,
            unknown: figures.undated)
        let all = figures.time + (figures.undated.cases > 0 ? [figures.undated] : [])
        model["rows"] = all.map { row($0, most: max(most, figures.undated.cases)) }
        model["hidden"] = false
        model["columns"] = [
            "list": columns, "width": max(1, figures.time.count) * slot, "height": Self.top + Self.tall + Self.foot,
        ]
        return model
    }

    /// 2026-05 as 5月 beneath its column, with the year where that begins.
    private func shortTime(_ text: String, _ isDense: Bool) -> String {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let month = Int(parts[1]) else { return text }
        if month == 1 || isDense { return String(parts[0]) }
        return words.words("monthShort", "\(month)")
    }

    // MARK: How long it took

    func lag(_ lag: LagFigures, of cases: Int) -> Model {
        var model = chart(
            lag.field.rawValue, words.words["figureLag_" + lag.field.rawValue], lag.bars, unknown: lag.unknown)
        if let quartiles = lag.quartiles {
            model["note"] = orNone(
                words.words(
                    "figureQuartiles", Words.grouped(quartiles.median), Words.grouped(quartiles.first),
                    Words.grouped(quartiles.third), Words.grouped(lag.cases), words.percent(lag.cases, of: cases)))
        }
        let tables = [(CaseTerm.Field.type, lag.byType), (.sector, lag.bySector)].filter { !$0.1.isEmpty }
        model["medians"] = tables.map { field, medians -> Model in
            [
                "name": words.field(field),
                "list": medians.prefix(mostRows).map { median -> Model in
                    [
                        "label": words.value(median.term), "days": Words.grouped(median.days),
                        "cases": Words.grouped(median.cases),
                        "href": orNone(href([median.term, CaseTerm(lag.field, .known)])),
                    ]
                },
            ]
        }
        model["hasMedians"] = !tables.isEmpty
        return model
    }

    // MARK: Heat maps

    func grid(_ id: String, _ grid: CaseFigures.Grid) -> Model {
        let most = max(1, grid.cells.joined().max() ?? 1)
        return [
            "id": id, "title": words.words["figureGrid_" + id], "note": orNone(words.words["figureGridNote"]),
            "isEmpty": grid.rows.isEmpty || grid.columns.isEmpty,
            "heads": grid.columns.map { ["label": words.value($0.term)] as Model },
            "lines": zip(grid.rows, grid.cells).map { row, cells -> Model in
                [
                    "label": words.value(row.term), "href": orNone(href([row.term])),
                    "cells": zip(grid.columns, cells).map { column, cases -> Model in
                        [
                            "cases": cases == 0 ? "·" : Words.grouped(cases), "heat": Self.heat(cases, most),
                            "href": orNone(cases == 0 ? nil : href([row.term, column.term])),
                        ]
                    },
                ]
            },
        ]
    }

    /// Five shades over powers of the most frequent: figures are written in all of them.
    private static func heat(_ cases: Int, _ most: Int) -> Int {
        guard cases > 0 else { return 0 }
        let share = Double(cases) / Double(most)
        return share > 0.5 ? 5 : share > 0.25 ? 4 : share > 0.1 ? 3 : share > 0.03 ? 2 : 1
    }
}
