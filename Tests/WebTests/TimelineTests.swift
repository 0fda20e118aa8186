import Facts
import Testing

@testable import Web

@Suite struct TimelineTests {
    private func day(_ iso: String) -> Int { DateValue(iso: iso)!.dayNumber }

    private func item(_ first: String, to last: String? = nil, _ label: String) -> TimelineItem {
        TimelineItem(
            first: day(first), last: day(last ?? first), shape: last == nil ? .event : .range,
            label: first + " " + label)
    }

    private var chart: TimelineChart {
        TimelineChart(
            items: [
                item("2025-01-10", "調査完了"), item("2023-08-02", to: "2024-11-18", "漏えい期間"), item("2024-11-18", "検知"),
                item("2024-11-18", "サービス停止"), item("2024-11-21", "個人情報保護委員会"), item("2025-02-14", "公表"),
            ],
            lags: [
                TimelineLag(first: day("2024-11-18"), last: day("2024-11-21"), label: "委員会への報告まで 3日"),
                TimelineLag(first: day("2024-11-18"), last: day("2025-02-14"), label: "公表まで 88日"),
            ])
    }

    @Test func nothingTouchesAnythingElse() {
        let placed = chart.placedItems
        for (place, one) in placed.enumerated() {
            for other in placed.dropFirst(place + 1) where other.row == one.row {
                #expect(!one.extent.overlaps(other.extent), "\(one) \(other)")
            }
        }
        #expect(placed.allSatisfy { $0.extent.lowerBound >= 0 && $0.extent.upperBound <= TimelineChart.width })
    }

    @Test func theAxisRunsInOneDirection() {
        let placed = chart.placedItems
        #expect(placed.map(\.x1) == placed.map(\.x1).sorted())
        #expect(placed[0].x1 == TimelineChart.margin)
        #expect(placed.last?.x2 == TimelineChart.width - TimelineChart.margin)
    }

    @Test func aLongQuietStretchIsCutAndSaysSo() {
        let axis = TimelineAxis(
            days: ["2022-12-14", "2023-01-05", "2023-02-01", "2024-02-01"].map(day), from: 0, to: 1000)
        #expect(axis.cuts.count == 1)
        #expect(axis.x(day("2023-02-01")) == 840, "the cut stretch takes sixteen per cent")
        #expect(axis.ticks.allSatisfy { $0.day <= day("2023-02-01") || $0.day == day("2024-02-01") })
        let even = TimelineAxis(days: ["2023-01-01", "2023-12-31"].map(day), from: 0, to: 1000)
        #expect(even.cuts.isEmpty, "where nothing else is, nothing is cut")
    }

    @Test func ticksAreNoFinerThanTheirLabelsAllow() {
        let days = TimelineAxis(days: ["2023-01-01", "2023-01-05"].map(day), from: 0, to: 760)
        #expect(days.ticks.map(\.label) == ["2023-01-02", "2023-01-03", "2023-01-04"])
        let years = TimelineAxis(days: ["2018-03-01", "2023-04-01"].map(day), from: 0, to: 760)
        #expect(years.ticks.map(\.label) == ["2019", "2020", "2021", "2022", "2023"])
    }

    @Test func oneDayIsNoRange() {
        let axis = TimelineAxis(days: [5, 5], from: 12, to: 748)
        #expect(axis.x(5) == 12)
        #expect(axis.ticks.isEmpty)
    }

    @Test func aDateWithoutADayCoversItsMonthOrYear() {
        #expect(DateValue(iso: "2024-02")!.lastDay == day("2024-02-29"))
        #expect(DateValue(iso: "2023")!.lastDay == day("2023-12-31"))
    }
}
