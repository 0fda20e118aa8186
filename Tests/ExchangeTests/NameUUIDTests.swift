import Testing

@testable import Exchange

@Suite struct NameUUIDTests {
    /// RFC 9562, A.4.
    @Test func theExampleOfTheStandard() {
        #expect(NameUUID("www.example.com", in: .dns).text == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }

    /// The examples of FIPS 180, of one block and of two.
    @Test func digestsOfTheStandard() {
        #expect(
            SHA1.digest(of: Array("abc".utf8)) == [0xA999_3E36, 0x4706_816A, 0xBA3E_2571, 0x7850_C26C, 0x9CD0_D89D])
        let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
        #expect(
            SHA1.digest(of: Array(long.utf8)) == [0x8498_3E44, 0x1C3B_D26E, 0xBAAE_4AA1, 0xF951_29E5, 0xE546_70F1])
    }
}
