import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// Why a request came to nothing.
package struct FetchFailure: Error {
    package var reason: String
    /// Whether trying again is of no use.
    package var isLasting: Bool

    package init(reason: String, isLasting: Bool) {
        self.reason = reason
        self.isLasting = isLasting
    }

    package init(_ error: any Error, _ limits: FetchLimits) {
        switch error {
        case let failure as FetchFailure: self = failure
        case let error as HTTPClientError where error == .connectTimeout:
            self.init(reason: "no connection within \(Int(limits.connectSeconds)) seconds", isLasting: false)
        case let error as HTTPClientError where error == .readTimeout || error == .deadlineExceeded:
            self.init(reason: "the server fell silent", isLasting: false)
        case let error as HTTPClientError where error == .remoteConnectionClosed || error == .uncleanShutdown:
            self.init(reason: "the server closed the connection before the end", isLasting: false)
        case let error as HTTPClientError:
            self.init(reason: "the answer is not good HTTP (\(error.shortDescription))", isLasting: false)
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            self.init(
                reason: "the compressed body is damaged, or more than \(limits.bytes / 1_000_000) MB", isLasting: true)
        case HTTPParserError.invalidEOFState:
            self.init(reason: "the server closed the connection before the end", isLasting: false)
        case is HTTPParserError: self.init(reason: "the answer is not good HTTP", isLasting: false)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            self.init(reason: "TLS failed: the certificate or protocol is not good", isLasting: false)
        case is NIOConnectionError, is IOError, is ChannelError:
            self.init(reason: "no connection: the server refuses it or cannot be reached", isLasting: false)
        default: self.init(reason: "the connection failed", isLasting: false)
        }
    }
}
