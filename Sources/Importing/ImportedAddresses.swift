import Casebook

/// What was taken in by one import, so that no record of it replaces another.
package struct ImportedAddresses {
    private var known: [String: (place: String, digest: [UInt8])] = [:]

    package init() {}

    /// The item, or what is wrong with it: another incident has its name. One that is there twice, to the byte, is no fault.
    package mutating func checked(_ item: ImportItem) -> ImportItem {
        guard case .incident(let incident) = item else { return item }
        let digest = Digest.sha256(incident.bytes)
        guard let other = known[incident.address] else {
            known[incident.address] = (incident.place, digest)
            return item
        }
        guard other.digest != digest else { return item }
        return .fault(
            ImportFault(
                incident.place, "'\(incident.name)' is the name of another incident, at \(other.place)",
                "give each incident a number or id of its own"))
    }
}
