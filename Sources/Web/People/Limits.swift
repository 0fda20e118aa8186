import Casebook
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How often somebody may do something: so many at once, and so many more in a while. Knows a bounded number of names, and drops
/// those that have been still for longest.
final class Throttle: Sendable {
    private struct Bucket {
        var left: Double
        var at: Int
    }

    private let buckets = Mutex<[String: Bucket]>([:])
    private let most: Double
    private let seconds: Double
    private let capacity: Int

    /// - Parameters:
    ///   - most: how many at once, and how many within `seconds`.
    init(_ most: Int, within seconds: Int, capacity: Int = 50_000) {
        self.most = Double(most)
        self.seconds = Double(seconds)
        self.capacity = capacity
    }

    /// Takes one; gives how many seconds to wait where none is left.
    func take(_ name: String, at now: Int) -> Int? {
        buckets.withLock { buckets in
            var bucket = filled(buckets[name], at: now)
            guard bucket.left >= 1 else { return wait(bucket) }
            bucket.left -= 1
            if buckets[name] == nil, buckets.count >= capacity { makeRoom(&buckets, at: now) }
            buckets[name] = bucket
            return nil
        }
    }

    /// How many seconds to wait; `nil` where there is one left, which is not taken.
    func mustWait(_ name: String, at now: Int) -> Int? {
        buckets.withLock { buckets in
            let bucket = filled(buckets[name], at: now)
            return bucket.left >= 1 ? nil : wait(bucket)
        }
    }

    func forget(_ name: String) { buckets.withLock { $0[name] = nil } }

    private func filled(_ bucket: Bucket?, at now: Int) -> Bucket {
        guard let bucket else { return Bucket(left: most, at: now) }
        let gained = Double(max(0, now - bucket.at)) * most / seconds
        return Bucket(left: min(most, bucket.left + gained), at: now)
    }

    private func wait(_ bucket: Bucket) -> Int {
        max(1, Int(((1 - bucket.left) * seconds / most).rounded(.up)))
    }

    private func makeRoom(_ buckets: inout [String: Bucket], at now: Int) {
        buckets = buckets.filter { filled($0.value, at: now).left < most }
        guard buckets.count > capacity / 2 else { return }
        for (name, _) in buckets.sorted(by: { $0.value.at < $1.value.at }).prefix(buckets.count - capacity / 2) {
            buckets[name] = nil
        }
    }
}

/// What the site counts of those who ask.
struct Limits: Sendable {
    let requests: Throttle
    let costly: Throttle
    let loginsByName: Throttle
    let loginsByAddress: Throttle
    let now: @Sendable () -> Int

    /// Login attempts that failed, within a quarter of an hour. An address may stand for an office.
    static let loginsOfName = 5
    static let loginsOfAddress = 20

    init(_ settings: SiteSettings, now: @escaping @Sendable () -> Int) {
        requests = Throttle(settings.requestsPerMinute, within: 60)
        costly = Throttle(settings.costlyPerMinute, within: 60)
        loginsByName = Throttle(Self.loginsOfName, within: 900)
        loginsByAddress = Throttle(Self.loginsOfAddress, within: 900)
        self.now = now
    }

    /// - Throws: 429 where the address has to wait before it may ask for what costs more.
    func takeCostly(_ request: Request, _ context: SiteContext, _ settings: SiteSettings) throws {
        if let seconds = costly.take(Self.address(request, context, settings), at: now()) {
            throw Self.refusal(seconds)
        }
    }

    static func refusal(_ seconds: Int) -> HTTPError {
        HTTPError(.tooManyRequests, headers: [.retryAfter: "\(seconds)"])
    }

    /// Who asks, as far as the network says. A proxy puts the address that it saw behind what it was told; of IPv6 a line has
    /// 2^64 addresses, which count as one.
    static func address(_ request: Request, _ context: SiteContext, _ settings: SiteSettings) -> String {
        var address = context.peer?.ipAddress ?? ""
        if settings.isBehindProxy,
            let last = request.headers[.xForwardedFor]?.split(separator: ",").last
        {
            address = String(last.filter { !$0.isWhitespace }.prefix(64))
        }
        var bytes = [UInt8](repeating: 0, count: 16)
        guard address.contains(":"), inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        return Digest.hex(bytes.prefix(8))
    }
}

/// Asks whoever asks too often to wait.
struct RateLimit: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        if !request.uri.path.hasPrefix("/assets/"),
            let seconds = site.limits.requests.take(
                Limits.address(request, context, site.settings), at: site.limits.now())
        {
            throw Limits.refusal(seconds)
        }
        return try await next(request, context)
    }
}
