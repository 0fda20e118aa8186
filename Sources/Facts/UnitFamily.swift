/// Units that count the same things: 名 and 人, 件 and 通 are not.
package enum UnitFamily {
    package static func of(_ unit: String) -> String {
        switch unit {
        case "名", "人", "者", "名様", "名分", "人分", "ユーザー", "ユーザ", "アカウント": "人"
        case "件", "件分", "レコード": "件"
        default: unit
        }
    }
}
