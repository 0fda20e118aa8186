import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: the parameters of scrypt, the salt and the key, as `scrypt$32768$8$1$salt$key` in hexadecimal digits.
package struct PasswordHash: Hashable, Sendable {
    var rounds: Int
    var blockSize: Int
    var parallelism: Int
    var salt: [UInt8]
    var key: [UInt8]

    /// The shortest and the longest password, in characters and in bytes.
    package static let shortest = 10
    package static let longest = 1024

    /// What OWASP's password storage cheat sheet asks for at 32 MiB. Hashes with other parameters go on being understood.
    package static let present = (rounds: 1 << 15, blockSize: 8, parallelism: 1)

    /// Hashes a password with a new salt.
    ///
    /// - Parameter rounds: fewer than the present ones only where a hash guards nothing, as in tests.
    package init(of password: String, rounds: Int = present.rounds) throws {
        self.init(
            rounds: rounds, blockSize: Self.present.blockSize, parallelism: Self.present.parallelism,
            salt: Secret.bytes(16), key: [])
        key = try derive(password)
    }

    init(rounds: Int, blockSize: Int, parallelism: Int, salt: [UInt8], key: [UInt8]) {
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.salt = salt
        self.key = key
    }

    /// `nil` where the text is none that `text` wrote, or asks for more than 256 MiB.
    package init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Digest.bytes(hex: String(parts[4])),
            let key = Digest.bytes(hex: String(parts[5])), key.count == 32, !salt.isEmpty,
            rounds > 1, rounds & (rounds - 1) == 0, (1...64).contains(blockSize), (1...16).contains(parallelism),
            rounds <= 1 << 20, rounds * blockSize <= 1 << 21
        else { return nil }
        self.init(rounds: rounds, blockSize: blockSize, parallelism: parallelism, salt: salt, key: key)
    }

    package var text: String {
        "scrypt$\(rounds)$\(blockSize)$\(parallelism)$\(Digest.hex(salt))$\(Digest.hex(key))"
    }

    /// Whether it is the hash of this password. Takes as long whether it is or not.
    package func matches(_ password: String) throws -> Bool {
        guard !password.isEmpty, password.utf8.count <= Self.longest else { return false }
        return Secret.areEqual(try derive(password), key)
    }

    /// Whether it was made with other parameters than hashes are made with now.
    package var isOutdated: Bool { (rounds, blockSize, parallelism) != Self.present }

    /// What a name that nobody has is compared with, so that the answer takes as long as for one that somebody has.
    static let decoy = PasswordHash(
        rounds: present.rounds, blockSize: present.blockSize, parallelism: present.parallelism,
        salt: [UInt8](repeating: 7, count: 16), key: [UInt8](repeating: 0, count: 32))

    private func derive(_ password: String) throws -> [UInt8] {
        // One and the same password may be typed in composed and in decomposed characters.
        let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
        let derived = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
            parallelism: parallelism)
        return derived.withUnsafeBytes { Array($0) }
    }
}

/// Random bytes and their comparison.
package enum Secret {
    package static func bytes(_ count: Int) -> [UInt8] {
        var source = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &source) }
    }

    /// 256 random bits as 64 hexadecimal digits.
    package static func token() -> String { Digest.hex(bytes(32)) }

    /// Compares in a time that does not tell where the difference is.
    package static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
    }

    /// What is stored of a token: of 256 random bits a fast hash is enough.
    static func stored(_ token: String) -> Data { Data(Digest.sha256(Array(token.utf8))) }
}
