import Crypto
import Testing

@testable import Exchange

extension NameUUIDs {
    static let sample = NameUUIDs { Array(Insecure.SHA1.hash(data: $0)) }
}

@Suite struct NameUUIDTests {
    /// RFC 9562, A.4.
    @Test func theExampleOfTheStandard() {
        #expect(NameUUIDs.sample("www.example.com", in: .dns).text == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }
}
