/// Gathers the findings of one text while it is scanned: all vocabularies in one list, each chained through it.
struct FindingCollector {
    private struct Entry {
        var finding: Finding
        /// The entry of the same vocabulary before it; -1 for none.
        var previous: Int32
        var vocabulary: UInt8
        var dropped = false
    }

    private var entries: [Entry] = []
    private var cancels: [Entry] = []
    /// For each vocabulary its last entry; -1 for none.
    private var last = [Int32](repeating: -1, count: LexiconVocabulary.count)

    /// The length of the longest finding, in units.
    private var reach: Int32 = 0

    init(capacity: Int) { entries.reserveCapacity(capacity) }

    /// How far back an earlier finding may stand that a new one replaces or is hidden by.
    private static let lookBack = 4

    /// Adds a finding unless a longer one of the vocabulary hides it, and drops those that it hides.
    ///
    /// Among words without a gap the longest at a place wins: メールアドレス hides メール. Among words with a gap that end
    /// at the same place the shortest wins: in サイトでのカード決済を停止 it is the payment that was stopped. Contexts overlap by
    /// nature (悪用された可能性 is misuse and a hedge), so that there only the same term's findings hide each other.
    mutating func add(_ new: Finding, _ vocabulary: Int) {
        reach = max(reach, new.end - new.start)
        if new.strength == .cancel {
            cancels.append(Entry(finding: new, previous: -1, vocabulary: UInt8(truncatingIfNeeded: vocabulary)))
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
        applyCancels()
        var offsets = [Int32](repeating: 0, count: LexiconVocabulary.count + 1)
        for entry in entries where !entry.dropped { offsets[Int(entry.vocabulary) + 1] += 1 }
        for i in 1..<offsets.count { offsets[i] += offsets[i - 1] }
        var next = offsets
        let all = [Finding](unsafeUninitializedCapacity: Int(offsets[LexiconVocabulary.count])) { list, count in
            for entry in entries where !entry.dropped {
                list.initializeElement(at: Int(next[Int(entry.vocabulary)]), to: entry.finding)
                next[Int(entry.vocabulary)] += 1
            }
            count = list.count
        }
        return Findings(all: all, offsets: offsets)
    }

    private mutating func applyCancels() {
        if cancels.isEmpty { return }
        // Farther apart than the reach no two overlap, and no more than that is any out of order.
        // Each vocabulary's cancels are `own[begins[v]..<begins[v + 1]]`.
        var begins = [Int](repeating: 0, count: LexiconVocabulary.count + 1)
        for cancel in cancels { begins[Int(cancel.vocabulary) + 1] += 1 }
        for i in 1..<begins.count { begins[i] += begins[i - 1] }
        var own = cancels
        var next = begins
        for cancel in cancels {
            own[next[Int(cancel.vocabulary)]] = cancel
            next[Int(cancel.vocabulary)] += 1
        }
        var first = begins
        for e in entries.indices where !entries[e].dropped {
            let vocabulary = Int(entries[e].vocabulary)
            let end = begins[vocabulary + 1]
            var i = first[vocabulary]
            if i == end { continue }
            let finding = entries[e].finding
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
