import GRDB

extension CasebookStore {
    package func watchSettings() throws -> WatchSettings {
        try read("reading the settings of watching") { db in
            var settings = WatchSettings()
            let rows = try Row.fetchAll(db, sql: "SELECT name, value FROM watch_settings")
            for row in rows {
                let value: String = row[1]
                switch row[0] as String {
                case "host": settings.host = value
                case "port": settings.port = Int(value)
                case "security": settings.security = WatchSettings.Security(rawValue: value) ?? .starttls
                case "user": settings.user = value
                case "password_file": settings.passwordFile = value
                case "from": settings.from = value
                case "authority_file": settings.authorityFile = value
                case "public_address": settings.publicAddress = value
                case "allowed_hosts": settings.allowedHosts = value.split(separator: " ").map(String.init)
                default: break
                }
            }
            return settings
        }
    }

    package func setWatchSettings(_ settings: WatchSettings) throws {
        let values: [(String, String?)] = [
            ("host", settings.host), ("port", settings.port.map { "\($0)" }), ("security", settings.security.rawValue),
            ("user", settings.user), ("password_file", settings.passwordFile), ("from", settings.from),
            ("authority_file", settings.authorityFile), ("public_address", settings.publicAddress),
            ("allowed_hosts", settings.allowedHosts.isEmpty ? nil : settings.allowedHosts.joined(separator: " ")),
        ]
        try write("keeping the settings of watching") { db in
            try db.execute(sql: "DELETE FROM watch_settings")
            for (name, value) in values {
                guard let value, !value.isEmpty else { continue }
                try db.execute(
                    sql: "INSERT INTO watch_settings (name, value) VALUES (?, ?)", arguments: [name, value])
            }
        }
    }
}
