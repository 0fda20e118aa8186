import Casebook

/// A file of VERIS incidents: one object, an array of them, or JSON Lines.
package struct VERISFile {
    /// Of what makes records of VERIS. To be raised when it makes others of the same incidents.
    package static let version = ImportedRecord.prefix + "veris/1"

    /// The incidents of a file in their order, and what is wrong with those that cannot be taken in.
    package static func items(_ bytes: [UInt8], from source: ImportSource, _ terms: VERISTerms) -> [ImportItem] {
        let reader = VERISReader(source: source, terms: terms)
        do throws(LocatedJSON.Fault) {
            let root = try LocatedJSON(bytes)
            guard let elements = root.elements else { return [reader.item(root, bytes, "\(source.name):\(root.line)")] }
            return elements.enumerated().map { index, element in
                reader.item(element, bytes, "\(source.name):\(element.line): incident \(index + 1)")
            }
        } catch {
            guard let lines = lines(bytes) else { return [.fault(fault(error, source))] }
            return lines.map { line, range in
                do throws(LocatedJSON.Fault) {
                    return reader.item(try LocatedJSON(bytes, in: range, line: line), bytes, "\(source.name):\(line)")
                } catch {
                    return .fault(fault(error, source))
                }
            }
        }
    }

    private static func fault(_ fault: LocatedJSON.Fault, _ source: ImportSource) -> ImportFault {
        ImportFault(
            "\(source.name):\(fault.line)", "this is no JSON: \(fault.reason)",
            "give one incident, an array of them, or one on each line")
    }

    /// The lines that hold something; `nil` where the file is no JSON Lines. There, some line is an object from its first byte on; of a
    /// value that is laid out over lines, those within it are indented.
    private static func lines(_ bytes: [UInt8]) -> [(line: Int, range: Range<Int>)]? {
        var lines: [(line: Int, range: Range<Int>)] = []
        var hasObject = false
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
        var (start, line) = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, 1)
        if bytes[start...].first(where: { !isBlank($0) }) == UInt8(ascii: "[") { return nil }
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            if !bytes[start..<end].allSatisfy(isBlank) {
                lines.append((line, start..<end))
                if !hasObject, bytes[start] == UInt8(ascii: "{") {
                    hasObject = (try? LocatedJSON(bytes, in: start..<end)) != nil
                }
            }
            start = end + 1
            line += 1
        }
        return hasObject ? lines : nil
    }
}
