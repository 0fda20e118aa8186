import ArgumentParser

@main
struct Jikenbo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jikenbo", abstract: "Reads the notices that organisations publish after a security incident.")
}
