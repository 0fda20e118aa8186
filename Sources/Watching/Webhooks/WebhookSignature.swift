import Crypto
import Foundation

/// The signature of a webhook's body, as Standard Webhooks has it: an HMAC with SHA-256 of the message's id, the time and the body.
package struct WebhookSignature: Sendable {
    private let key: SymmetricKey

    /// - Parameter secret: `whsec_` and the key in base64, or any other text, whose bytes are the key.
    package init(secret: String) {
        let prefix = "whsec_"
        let encoded = secret.hasPrefix(prefix) ? Data(base64Encoded: String(secret.dropFirst(prefix.count))) : nil
        key = SymmetricKey(data: encoded ?? Data(secret.utf8))
    }

    /// `v1,…`, the header `webhook-signature`.
    ///
    /// - Parameter time: seconds since 1970-01-01 UTC, the header `webhook-timestamp`.
    package func header(id: String, time: Int, body: [UInt8]) -> String {
        let signed = Array("\(id).\(time).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: key)
        return "v1," + Data(code).base64EncodedString()
    }
}
