/// Which addresses of the network may be asked: those of the public internet, and others only by name.
///
/// The ranges are those of IANA's registries of special-purpose addresses (RFC 6890 and what followed), whose "globally
/// reachable" is false, with multicast.
package struct AddressGuard: Sendable {
    /// Hosts that may be asked wherever they are, as `host` or `host:port`.
    package var allowed: Set<String>

    package init(allowed: Set<String> = []) { self.allowed = Set(allowed.map { $0.lowercased() }) }

    package func isAllowed(_ address: WebAddress) -> Bool {
        allowed.contains(address.host) || allowed.contains(address.server)
    }

    /// The address of the network that a connection to an address of the web is to go to. It is the one that was looked at: the name
    /// is not to be asked for again, since it could lead elsewhere by then.
    ///
    /// - Throws: FetchFailure where the name leads nowhere, or where it may not be asked.
    package func permitted(_ address: WebAddress, by resolver: Resolver) async throws -> IPAddress? {
        let found: [IPAddress]
        do { found = try await resolver.addresses(address.host) } catch let failure as Resolver.Failure {
            throw FetchFailure(reason: "the name \(address.host) is not found: \(failure.reason)", isLasting: false)
        }
        guard !found.isEmpty else {
            throw FetchFailure(reason: "the name \(address.host) has no address", isLasting: false)
        }
        if isAllowed(address) { return found.first }
        // One that may not be asked is enough: whoever mixes them wants something else than a reader.
        for ip in found {
            if let objection = Self.objection(to: ip) {
                throw FetchFailure(
                    reason: "\(address.host) \(objection) (\(ip)); to allow it, name it with --allow-host",
                    isLasting: true)
            }
        }
        return found.first
    }

    /// Why an address of the network may not be asked; `nil` where it may.
    package static func objection(to ip: IPAddress) -> String? {
        switch ip.bytes.count {
        case 4: objection(toIPv4: ip.bytes)
        case 16: objection(toIPv6: ip.bytes)
        default: "is no address"
        }
    }

    private struct Range {
        var start: [UInt8]
        var bits: Int
        var name: String

        func contains(_ bytes: [UInt8]) -> Bool {
            var left = bits
            for (a, b) in zip(start, bytes) where left > 0 {
                let mask: UInt8 = left >= 8 ? 0xFF : ~(0xFF >> UInt8(left))
                if a & mask != b & mask { return false }
                left -= 8
            }
            return true
        }
    }

    private static let ranges4: [Range] = [
        Range(start: [0, 0, 0, 0], bits: 8, name: "this network"),
        Range(start: [10, 0, 0, 0], bits: 8, name: "a private network"),
        Range(start: [100, 64, 0, 0], bits: 10, name: "a carrier's network"),
        Range(start: [127, 0, 0, 0], bits: 8, name: "this machine"),
        Range(start: [169, 254, 0, 0], bits: 16, name: "the local link, where clouds keep their metadata"),
        Range(start: [172, 16, 0, 0], bits: 12, name: "a private network"),
        Range(start: [192, 0, 0, 0], bits: 24, name: "a reserved network"),
        Range(start: [192, 0, 2, 0], bits: 24, name: "a documentation network"),
        Range(start: [192, 88, 99, 0], bits: 24, name: "a reserved network"),
        Range(start: [192, 168, 0, 0], bits: 16, name: "a private network"),
        Range(start: [198, 18, 0, 0], bits: 15, name: "a benchmarking network"),
        Range(start: [198, 51, 100, 0], bits: 24, name: "a documentation network"),
        Range(start: [203, 0, 113, 0], bits: 24, name: "a documentation network"),
        Range(start: [224, 0, 0, 0], bits: 4, name: "multicast"),
        Range(start: [240, 0, 0, 0], bits: 4, name: "a reserved network"),
    ]

    private static func range6(_ start: [UInt8], _ bits: Int, _ name: String) -> Range {
        Range(start: start + Array(repeating: 0, count: 16 - start.count), bits: bits, name: name)
    }

    private static let ranges6: [Range] = [
        range6([], 127, "this machine"), range6([0x00, 0x64, 0xFF, 0x9B, 0, 1], 48, "a private network"),
        range6([0x01], 64, "a discarding network"), range6([0x20, 0x01, 0], 23, "a reserved network"),
        range6([0x20, 0x01, 0x0D, 0xB8], 32, "a documentation network"),
        range6([0x3F, 0xFF, 0], 20, "a documentation network"), range6([0x5F], 16, "a reserved network"),
        range6([0xFC], 7, "a private network"), range6([0xFE, 0x80], 10, "the local link"),
        range6([0xFE, 0xC0], 10, "a private network"), range6([0xFF], 8, "multicast"),
    ]

    private static func objection(toIPv4 bytes: [UInt8]) -> String? {
        ranges4.first { $0.contains(bytes) }.map { "is an address of \($0.name)" }
    }

    private static func objection(toIPv6 bytes: [UInt8]) -> String? {
        // Addresses that stand for one of IPv4: mapped (RFC 4291), of NAT64 (RFC 6052), of 6to4 (RFC 3056).
        let zero = Array(repeating: UInt8(0), count: 10)
        if Array(bytes[..<10]) == zero, bytes[10] == 0xFF, bytes[11] == 0xFF {
            return objection(toIPv4: Array(bytes[12...]))
        }
        if Array(bytes[..<12]) == [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] {
            return objection(toIPv4: Array(bytes[12...]))
        }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return objection(toIPv4: Array(bytes[2..<6])) }
        // The old form ::a.b.c.d.
        if Array(bytes[..<12]) == zero + [0, 0] { return "is an address of this machine or an old form" }
        return ranges6.first { $0.contains(bytes) }.map { "is an address of \($0.name)" }
    }
}

/// An address of the network, as its 4 or 16 bytes.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    package let bytes: [UInt8]
    package let description: String

    package init(bytes: [UInt8], text: String) {
        self.bytes = bytes
        description = text
    }
}
