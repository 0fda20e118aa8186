/// Gathers the findings of one text while it is scanned: all vocabularies in one list, each chained through it.
struct FindingCollector: ~Copyable {
    private struct Entry: BitwiseCopyable {
        var finding: Finding
        /// The entry of the same vocabulary before it; -1 for none.
        var previous: Int32
        var vocabulary: UInt8
        var dropped = false
    }

    private var entries: Pile<Entry>
    private var cancels = Pile<Entry>(capacity: 16)
    /// For each vocabulary its last entry; -1 for none.
    private var last = Pile<Int32>(repeating: -1, count: LexiconVocabulary.count)
    /// For each vocabulary the terms of its cancels, a bit for each that leaves the same rest of 64.
    private var cancelled = Pile<UInt64>(repeating: 0, count: LexiconVocabulary.count)

    /// The length of the longest finding, in units.
    private var reach: Int32 = 0

    init(capacity: Int) { entries = Pile(capacity: capacity) }

    /// How far back an earlier finding may stand that a new one replaces or is hidden by.
    private static let lookBack = 4

    private static func bit(_ term: Int16) -> UInt64 { 1 &<< UInt64(truncatingIfNeeded: term) }

    /// Adds a finding unless a longer one of the vocabulary hides it, and drops those that it hides.
    ///
    /// Among words without a gap the longest at a place wins: メールアドレス hides メール. Among words with a gap that end
    /// at the same place the shortest wins: in サイトでのカード決済を停止 it is the payment that was stopped. Contexts overlap by
    /// nature (悪用された可能性 is misuse and a hedge), so that there only the same term's findings hide each other.
    mutating func add(_ new: Finding, _ vocabulary: Int) {
        reach = max(reach, new.end - new.start)
        if new.strength == .cancel {
            cancels.append(Entry(finding: new, previous: -1, vocabulary: UInt8(truncatingIfNeeded: vocabulary)))
            cancelled[vocabulary] |= Self.bit(new.term)
            return
        }
        // 公開の前に2名で確認 is a check before publishing and a double check.
        let acrossTerms =
            vocabulary != LexiconVocabulary.contexts.rawValue
            && !(new.gapped
                && (vocabulary == LexiconVocabulary.measures.rawValue
                    || vocabulary == LexiconVocabulary.responses.rawValue))
        var at = last[vocabulary]
        var later: Int32 = -1
        var left = Self.lookBack
        while at >= 0, left > 0 {
            let (old, previous) = (entries[Int(at)].finding, entries[Int(at)].previous)
            if old.end <= new.start, !old.gapped { break }
            var drops = false
            if old.gapped == new.gapped, acrossTerms || old.term == new.term,
                old.strength == new.strength || !new.gapped
            {
                if new.gapped {
                    if old.end == new.end {
                        if old.start > new.start || (old.start == new.start && old.term == new.term) { return }
                        drops = old.start < new.start
                    }
                } else if old.start <= new.start && old.end >= new.end {
                    if old.start == new.start, old.end == new.end, old.term != new.term { break }
                    return
                } else {
                    drops = new.start <= old.start && new.end >= old.end
                }
            }
            if drops {
                entries[Int(at)].dropped = true
                if later >= 0 { entries[Int(later)].previous = previous } else { last[vocabulary] = previous }
            } else {
                later = at
            }
            at = previous
            left -= 1
        }
        entries.append(
            Entry(finding: new, previous: last[vocabulary], vocabulary: UInt8(truncatingIfNeeded: vocabulary)))
        last[vocabulary] = Int32(truncatingIfNeeded: entries.count - 1)
    }

    /// All that was found and not cancelled, by vocabulary.
    consuming func finish() -> Findings {
        if cancels.count > 0 { applyCancels() }
        var offsets = [Int32](repeating: 0, count: LexiconVocabulary.count + 1)
        // Where each vocabulary's findings begin, once they are counted.
        var next = Pile<Int32>(repeating: 0, count: LexiconVocabulary.count)
        for i in 0..<entries.count where !entries[i].dropped { next[Int(entries[i].vocabulary)] += 1 }
        for i in 0..<LexiconVocabulary.count {
            offsets[i + 1] = offsets[i] + next[i]
            next[i] = offsets[i]
        }
        let all = [Finding](unsafeUninitializedCapacity: Int(offsets[LexiconVocabulary.count])) { list, count in
            for i in 0..<entries.count where !entries[i].dropped {
                let vocabulary = Int(entries[i].vocabulary)
                list.initializeElement(at: Int(next[vocabulary]), to: entries[i].finding)
                next[vocabulary] += 1
            }
            count = list.count
        }
        return Findings(all: all, offsets: offsets)
    }

    private mutating func applyCancels() {
        // Each vocabulary's cancels are `own[begins[v]..<begins[v + 1]]`.
        var begins = Pile<Int>(repeating: 0, count: LexiconVocabulary.count + 1)
        for i in 0..<cancels.count { begins[Int(cancels[i].vocabulary) + 1] += 1 }
        for i in 1..<begins.count { begins[i] += begins[i - 1] }
        var own = Pile(repeating: cancels[0], count: cancels.count)
        var next = Pile<Int>(repeating: 0, count: LexiconVocabulary.count)
        for i in 0..<next.count { next[i] = begins[i] }
        for i in 0..<cancels.count {
            let vocabulary = Int(cancels[i].vocabulary)
            own[next[vocabulary]] = cancels[i]
            next[vocabulary] += 1
        }
        // Farther apart than the reach no two overlap, and no more than that is any out of order.
        var first = next
        for i in 0..<first.count { first[i] = begins[i] }
        for e in 0..<entries.count {
            let (finding, vocabulary) = (entries[e].finding, Int(entries[e].vocabulary))
            if cancelled[vocabulary] & Self.bit(finding.term) == 0 || entries[e].dropped { continue }
            let end = begins[vocabulary + 1]
            var i = first[vocabulary]
            while i < end, own[i].finding.end + reach < finding.start { i += 1 }
            first[vocabulary] = i
            while i < end, own[i].finding.start - reach < finding.end {
                if own[i].finding.term == finding.term, own[i].finding.overlaps(finding) {
                    entries[e].dropped = true
                    break
                }
                i += 1
            }
        }
    }
}
