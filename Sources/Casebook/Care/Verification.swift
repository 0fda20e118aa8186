/// What checking a casebook brought to light.
package struct Verification: Hashable, Sendable {
    package var notices = 0
    package var facts = 0
    package var originals = 0
    package var auditRows = 0
    /// The hash of the last row of the audit log: written down elsewhere, it tells later whether rows were cut off the end.
    package var auditHead = ""
    /// What is wrong, the first hundred; `faultCount` counts all.
    package private(set) var faults: [Fault] = []
    package private(set) var faultCount = 0

    package struct Fault: Hashable, Sendable, CustomStringConvertible {
        package var subject: String
        package var reason: String
        package var description: String { "\(subject): \(reason)" }
    }

    static let mostFaults = 100

    mutating func fault(_ subject: String, _ reason: String) {
        faultCount += 1
        if faults.count < Self.mostFaults { faults.append(Fault(subject: subject, reason: reason)) }
    }

    mutating func merge(_ other: Verification) {
        notices += other.notices
        facts += other.facts
        originals += other.originals
        auditRows += other.auditRows
        if !other.auditHead.isEmpty { auditHead = other.auditHead }
        faultCount += other.faultCount
        faults += other.faults.prefix(Self.mostFaults - faults.count)
    }
}
