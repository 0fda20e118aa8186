import Casebook
import Testing

/// Where a case stands in a synchronised folder.
@Suite struct SyncPathTests {
    @Test(arguments: [
        ("2023-060", "cases/2023/2023-060.json"), ("2023-501b", "cases/2023/2023-501b.json"),
        ("../../etc/passwd", "cases/other/%2e%2e%2f%2e%2e%2fetc%2fpasswd.json"), ("A-1", "cases/other/%41-1.json"),
        ("", "cases/other/%.json"), ("2023", "cases/other/2023.json"), ("12345-1", "cases/other/12345-1.json"),
    ])
    func everyNumberHasAPathOfItsOwnInTheFolder(number: String, path: String) {
        #expect(SyncPath.path(of: number) == path)
    }

    @Test func aLongNumberEndsWithItsDigest() {
        let path = SyncPath.path(of: String(repeating: "件", count: 500))
        #expect(path.utf8.count < 110 && path.contains("~"))
        #expect(path != SyncPath.path(of: String(repeating: "件", count: 501)))
    }
}
