import Casebook
import Facts
import Testing

/// What exports are given.
@Suite struct FiledCasesTests {
    let casebook: CasebookStore
    let first: String

    init() throws {
        casebook = try Make.casebook()
        let texts = ["ミント堂の第1報、862名", "ハッカ堂のお知らせ、12件", "日付のないお知らせ"]
        try casebook.add(
            Make.page("/1", texts[0], published: "2024-03-01"), Make.page("/2", texts[1], published: "2023-03-08"),
            Make.page("/3", texts[2]))
        first = Digest.noticeID(texts[0])
        try casebook.refreshSearch()
    }

    private func filed(_ query: String = "") throws -> [FiledCase] {
        var found: [FiledCase] = []
        var places: [Int] = []
        try casebook.filedCases(try SearchQuery.parse(query), making: { $0 }) { filed, place, all in
            found.append(filed)
            places.append(place)
            #expect(place <= all)
        }
        #expect(places == Array(1..<found.count + 1))
        return found
    }

    @Test func theyAreTheOpenCasesInTheirOrder() throws {
        let cases = try filed()
        #expect(cases.map(\.view.number) == (try casebook.openCases()))
        #expect(cases.map(\.view.published?.iso) == [nil, "2023-03-08", "2024-03-01"])
        #expect(cases.allSatisfy { $0.records.count == 1 && $0.opened == 1_800_000_000 && $0.changed == $0.opened })
    }

    @Test func aQueryLeavesTheOthersOut() throws {
        #expect(try filed("ハッカ堂").map(\.view.published?.iso) == ["2023-03-08"])
        #expect(try filed("薄荷").isEmpty)
    }

    @Test func aCorrectionAndItsUndoingChangeACase() throws {
        func changed() throws -> Int? { try filed().last?.changed }
        let edit = try casebook.edit(
            .correct(target: first, changes: ["organisation=ミント堂"], quote: nil), why: "it is so")
        try casebook.tamper("UPDATE edits SET at = 1800000100 WHERE id = \(edit.number)")
        #expect(try changed() == 1_800_000_100)
        #expect(try filed().last?.records.first?.organisation?.value == "ミント堂")
        let undone = try casebook.edit(.undo(edit: edit.number), why: "it is not so").number
        try casebook.tamper("UPDATE edits SET at = 1800000200 WHERE id = \(undone)")
        #expect(try changed() == 1_800_000_200)
    }
}
