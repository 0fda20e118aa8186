import Casebook

extension CasebookStore {
    /// Brings the search index up to date before it is asked. Where that takes long, as after a change of how the program
    /// indexes, it is told on standard error.
    func refreshSearchTelling() throws {
        let showsLine = Terminal.isTerminal(.error)
        var isTold = false
        try refreshSearch { done, all in
            guard all >= SearchIndex.worthMerging else { return }
            if showsLine {
                Output.tell("\r\u{1B}[KIndexing \(done)/\(all) …")
            } else if !isTold {
                Output.tell("Indexing \(all) notices …\n")
            }
            isTold = true
        }
        if showsLine, isTold { Output.tell("\r\u{1B}[K") }
    }
}
