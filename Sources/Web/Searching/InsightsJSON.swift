package import Casebook
import Exchange
import Facts

/// Figures for programs: docs/insights.md names the members.
package enum InsightsJSON {
    /// One object on one line, without a line break.
    package static func text(of insights: Insights) -> String {
        let figures = insights.figures
        let value: JSONValue = .object([
            "query": .string(insights.query.text),
            "conditions": .strings(insights.terms.map(\.description)),
            "cases": .int(figures.cases), "notices": .int(figures.notices),
            "persons": .object([
                "sum": sum(figures.persons, figures.statingPersons), "cases": .int(figures.statingPersons),
            ]),
            "months": figures.months.map {
                .strings([CaseTerm.month($0.lowerBound), CaseTerm.month($0.upperBound)])
            } ?? .null,
            "time": .array(figures.time.map(bar)), "undated": bar(figures.undated),
            "groups": .array(
                figures.groups.map {
                    .object([
                        "field": .string($0.field.rawValue), "values": .array($0.bars.map(bar)),
                        "unknown": bar($0.unknown),
                    ])
                }),
            "sizes": .object([
                "people": .array(figures.people.map(bar)), "records": .array(figures.records.map(bar)),
                "unknown": bar(figures.uncounted),
            ]),
            "lags": .array(figures.lags.map(lag)),
            "causes_by_sector": grid(figures.causesBySector), "measures_by_cause": grid(figures.measuresByCause),
            "named": .array(figures.named.map(bar)),
            "providers": .array(
                insights.providers.map {
                    .object([
                        "number": .string($0.number), "organisation": $0.organisation.map { .string($0) } ?? .null,
                        "clients": .int($0.clients),
                    ])
                }),
        ])
        return value.text
    }

    /// A sum of nothing stated is no 0.
    private static func sum(_ persons: Int, _ stating: Int) -> JSONValue { stating == 0 ? .null : .int(persons) }

    private static func bar(_ bar: CaseFigures.Bar) -> JSONValue {
        .object([
            "case": .string(bar.term.description), "value": .string(bar.term.valueText), "cases": .int(bar.cases),
            "persons": sum(bar.persons, bar.statingPersons), "stating_persons": .int(bar.statingPersons),
        ])
    }

    private static func lag(_ lag: LagFigures) -> JSONValue {
        func medians(_ list: [LagFigures.Median]) -> JSONValue {
            .array(
                list.map {
                    .object([
                        "case": .string($0.term.description), "value": .string($0.term.valueText),
                        "days": .int($0.days),
                        "cases": .int($0.cases),
                    ])
                })
        }
        return .object([
            "field": .string(lag.field.rawValue), "cases": .int(lag.cases),
            "quartiles": lag.quartiles.map { .array([.int($0.first), .int($0.median), .int($0.third)]) } ?? .null,
            "values": .array(lag.bars.map(bar)), "unknown": bar(lag.unknown), "by_type": medians(lag.byType),
            "by_sector": medians(lag.bySector),
        ])
    }

    private static func grid(_ grid: CaseFigures.Grid) -> JSONValue {
        .object([
            "rows": .strings(grid.rows.map(\.term.description)),
            "columns": .strings(grid.columns.map(\.term.description)),
            "cells": .array(grid.cells.map { .array($0.map { .int($0) }) }),
        ])
    }
}
