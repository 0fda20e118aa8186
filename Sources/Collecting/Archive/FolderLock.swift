#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Holds a folder for one program: as long as the object lives, and no longer than the program does.
final class FolderLock: Sendable {
    enum Fault: Error { case held, impossible }

    private let descriptor: CInt

    init(_ folder: String) throws(Fault) {
        descriptor = open(folder + "/.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .impossible }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            close(descriptor)
            throw isHeld ? .held : .impossible
        }
    }

    deinit { close(descriptor) }
}
