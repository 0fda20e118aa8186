import Facts
import Reading

/// A notice's text: every quote must be the words at its place.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let bytes = Array(text.utf8)
    for evidence in Reader().read(text).evidence {
        let (from, to) = (evidence.at.start, evidence.at.end)
        precondition(from >= 0 && from < to && to <= bytes.count, "\(evidence.rule): \(from)..<\(to) of \(bytes.count)")
        precondition(evidence.quote.utf8.elementsEqual(bytes[from..<to]), "\(evidence.rule): \(evidence.quote)")
    }
    return 0
}

extension NoticeRecord {
    var evidence: [Evidence] {
        var all = [casebookNumber, title, organisation, service, actor].compactMap { $0?.evidence }
        all += [published?.evidence, reportNumber?.evidence, sector?.evidence].compactMap { $0 }
        all += [leakStatus?.evidence, misuseStatus?.evidence].compactMap { $0 }
        all += parties.map(\.evidence) + incidentTypes.map(\.evidence) + causes.map(\.evidence)
        all += data.map(\.evidence) + counts.map(\.evidence) + timeline.map(\.evidence)
        return all + authorities.map(\.evidence) + responses.map(\.evidence) + measures.map(\.evidence)
    }
}
