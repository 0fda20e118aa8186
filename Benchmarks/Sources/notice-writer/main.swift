// Writes notices for measuring a large casebook.
//
//     notice-writer COUNT FOLDER [SEED]    so many files, a thousand in a folder

import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2, let count = Int(arguments[1]), count > 0,
    let seed = UInt64(arguments.count > 2 ? arguments[3] : "1")
else {
    FileHandle.standardError.write(Data("use: notice-writer COUNT FOLDER [SEED]\n".utf8))
    exit(2)
}
let writer = NoticeWriter(seed: seed)
let folder = URL(fileURLWithPath: arguments[2], isDirectory: true)
func padded(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
}
for thousand in stride(from: 0, to: count, by: 1000) {
    let part = folder.appendingPathComponent(padded(thousand / 1000), isDirectory: true)
    try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
    for number in thousand..<min(thousand + 1000, count) {
        let path = part.appendingPathComponent(padded(number) + ".txt").path
        guard let file = fopen(path, "w") else {
            FileHandle.standardError.write(Data("notice-writer: cannot write \(path)\n".utf8))
            exit(1)
        }
        var text = writer.notice(number)
        text.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, file) }
        guard fclose(file) == 0 else {
            FileHandle.standardError.write(Data("notice-writer: cannot write \(path); make room\n".utf8))
            exit(1)
        }
    }
}
