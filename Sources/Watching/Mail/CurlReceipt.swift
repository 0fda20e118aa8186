import Casebook
import Exchange

/// What curl writes when it has done with a mail: `EXIT RESPONSE MESSAGE`, its exit code, the server's last answer, and what went
/// wrong in words.
struct CurlReceipt: Equatable {
    /// How curl is told to write it.
    static let form = "%{exitcode} %{response_code} %{errormsg}"

    var exit: Int
    var response: Int
    var message: String

    /// `nil` where it was cut off.
    init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let exit = Int(parts[0]), let response = Int(parts[1]) else { return nil }
        self.exit = exit
        self.response = response
        message = String(parts[2])
    }

    var end: SendingEnd {
        if exit == 0, (200..<300).contains(response) { return .sent }
        let said = HostileText.line(message).prefix(200)
        let answer = response > 0 ? "the server answered \(response)" : "curl \(exit)"
        let why = said.isEmpty ? answer : "\(said) (\(answer))"
        // Too large, or taken for spam: the next mail may fare better.
        return .failed(why, isRefused: response == 552 || response == 554)
    }
}
