import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Decides whether a webhook may reach a host, and at which address: a name that leads to this machine or network would let whoever
/// sets a webhook reach what stands behind the firewall.
package struct AddressGuard: Sendable {
    package enum Verdict: Hashable, Sendable {
        /// The address to connect to. It is the one that was looked at: the name is not asked for again.
        case allowed(String)
        case refused(String)
    }

    package var allows: @Sendable (_ host: String) async -> Verdict

    package init(allows: @escaping @Sendable (_ host: String) async -> Verdict) { self.allows = allows }

    /// Lets webhooks reach public addresses, and the hosts named wherever they lead.
    package static func publicOnly(except names: [String]) -> AddressGuard {
        let names = Set(names.map { $0.lowercased() })
        return AddressGuard { host in
            let addresses = await resolve(host)
            guard let first = addresses.first else { return .refused("\(host) cannot be found") }
            if names.contains(host.lowercased()) { return .allowed(first) }
            // One address within is enough to refuse: which one would be used is not for us to say.
            guard addresses.allSatisfy(isPublic) else {
                return .refused(
                    "\(host) is at an address of this machine or network; allow it with jikenbo watch settings --allow-host"
                )
            }
            return .allowed(first)
        }
    }

    private static func resolve(_ host: String) async -> [String] {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: addresses(of: host)) }
        }
    }

    private static func addresses(of host: String) -> [String] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [String] = []
        var next = list
        while let entry = next {
            var name = [CChar](repeating: 0, count: 100)
            let length = socklen_t(name.count)
            if getnameinfo(entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name, length, nil, 0, NI_NUMERICHOST) == 0
            {
                let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                found.append(text)
            }
            next = entry.pointee.ai_next
        }
        return found
    }

    // MARK: Addresses

    /// Whether an address in digits is one of the public internet.
    static func isPublic(_ address: String) -> Bool {
        var four = in_addr()
        if inet_pton(AF_INET, address, &four) == 1 { return isPublic(v4: UInt32(bigEndian: four.s_addr)) }
        var six = in6_addr()
        guard inet_pton(AF_INET6, address, &six) == 1 else { return false }
        return isPublic(v6: withUnsafeBytes(of: &six) { Array($0) })
    }

    private static func isPublic(v4 address: UInt32) -> Bool {
        let closed: [(UInt32, UInt32)] = [
            (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
            (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC0A8_0000, 16), (0xC612_0000, 15),
            (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 3),
        ]
        return !closed.contains { address >> (32 - $0.1) == $0.0 >> (32 - $0.1) }
    }

    private static func isPublic(v6 bytes: [UInt8]) -> Bool {
        func v4(_ start: Int) -> UInt32 { bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) } }
        // Addresses of the old kind inside new ones: mapped, NAT64, 6to4.
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return isPublic(v4: v4(12))
        }
        if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B]) { return isPublic(v4: v4(12)) }
        if bytes.starts(with: [0x20, 0x02]) { return isPublic(v4: v4(2)) }
        // 2000::/3 is all that was ever given out; of it 2001:db8::/32 and 2001::/32 lead nowhere or through tunnels.
        guard bytes[0] & 0xE0 == 0x20 else { return false }
        return !bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) && !bytes.starts(with: [0x20, 0x01, 0x00, 0x00])
    }
}
