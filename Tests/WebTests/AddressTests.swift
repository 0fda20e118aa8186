import Language
import Testing

@testable import Web

@Suite struct AddressTests {
    let to = Addresses(language: .ja)

    @Test func namesAreEncoded() {
        #expect(
            to.organisation("株式会社ミント堂/東京")
                == "/ja/organisations/%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE%E3%83%9F%E3%83%B3%E3%83%88%E5%A0%82%2F%E6%9D%B1%E4%BA%AC"
        )
        #expect(to.cases("a&b=\"c\"", sort: "size", page: 2) == "/ja/cases?q=a%26b%3D%22c%22&sort=size&page=2")
    }

    @Test func thePathInTheOtherLanguage() {
        #expect(Addresses.path("/ja/cases/2026-501?x=1", in: .en) == "/en/cases/2026-501?x=1")
        #expect(Addresses.path("/jam", in: .en) == "/en/")
    }

    @Test func anEncodingIsTakenOffOnce() {
        #expect(Addresses.unescaped("%E6%A0%AA+%2541") == "株+%41")
        for broken in ["%", "%4", "%zz", "%FF", "%E6%A0"] { #expect(Addresses.unescaped(broken) == nil, "\(broken)") }
        #expect(Addresses.unescaped(Addresses.escaped("a/b?c=株&\u{0}")) == "a/b?c=株&\u{0}")
    }
}
