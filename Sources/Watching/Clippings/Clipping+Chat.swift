import Exchange

/// What chat services take. Each has its own way to let text be plain text, and its own largest message.
extension Clipping {
    /// What is told of a case, on lines.
    private func lines(_ item: Case) -> String {
        item.items.flatMap { event in
            [event.label] + event.lines + event.quotes.map { "「\($0)」" } + (event.why.map { [$0] } ?? [])
        }.joined(separator: "\n")
    }

    // MARK: Slack

    /// Blocks with `plain_text`, in which nothing is markup; links alone are `mrkdwn`.
    package var slack: [UInt8] {
        // A message has at most 50 blocks.
        let shown = cases.prefix(14)
        var json = JSONBytes()
        json.object { json in
            json.key("text")
            json.string(Self.slackEscaped(subject))
            json.key("blocks")
            json.array(blocks(shown)) { json, block in
                json.object { json in
                    json.key("type")
                    json.string(block.type)
                    json.key("text")
                    json.object { json in
                        json.key("type")
                        json.string(block.isMarkup ? "mrkdwn" : "plain_text")
                        json.key("text")
                        json.string(block.text)
                    }
                }
            }
        }
        return json.bytes
    }

    private typealias Block = (type: String, isMarkup: Bool, text: String)

    private func blocks(_ shown: ArraySlice<Case>) -> [Block] {
        var blocks: [Block] = [("header", false, Self.cut(subject, 150))]
        for item in shown {
            blocks.append(("section", false, Self.cut("■ " + item.heading, 1_000)))
            blocks.append(("section", false, Self.cut(lines(item) + " ", 2_900)))
            if let link = item.link {
                blocks.append(("section", true, "<\(Self.slackEscaped(link))|\(words.openCase)>"))
            }
        }
        if cases.count > shown.count {
            blocks.append(("section", false, words.more(cases.count - shown.count)))
        }
        blocks.append(("section", false, Self.cut(footer, 1_000)))
        return blocks
    }

    private static func slackEscaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    // MARK: Teams

    /// A message with an Adaptive Card, as Workflows and incoming webhooks take it. Runs of a `RichTextBlock` know no Markdown.
    package var teams: [UInt8] {
        // A message has at most 28 KB, of which Japanese takes three bytes a character.
        let shown = cases.prefix(12)
        var json = JSONBytes()
        json.object { json in
            json.key("type")
            json.string("message")
            json.key("attachments")
            json.array([0]) { json, _ in
                json.object { json in
                    json.key("contentType")
                    json.string("application/vnd.microsoft.card.adaptive")
                    json.key("content")
                    card(shown, &json)
                }
            }
        }
        return json.bytes
    }

    private func card(_ shown: ArraySlice<Case>, _ json: inout JSONBytes) {
        var runs: [(text: String, isBold: Bool)] = [(Self.cut(subject, 200), true)]
        for item in shown {
            runs.append(("■ " + Self.cut(item.heading, 200), true))
            runs.append((Self.cut(lines(item), 450), false))
        }
        if cases.count > shown.count { runs.append((words.more(cases.count - shown.count), false)) }
        runs.append((Self.cut(footer, 200), false))
        json.object { json in
            json.key("$schema")
            json.string("http://adaptivecards.io/schemas/adaptive-card.json")
            json.key("type")
            json.string("AdaptiveCard")
            json.key("version")
            json.string("1.4")
            json.key("body")
            json.array(runs) { json, run in
                json.object { json in
                    json.key("type")
                    json.string("RichTextBlock")
                    json.key("inlines")
                    json.array([run]) { json, run in
                        json.object { json in
                            json.key("type")
                            json.string("TextRun")
                            json.key("text")
                            json.string(run.text)
                            if run.isBold {
                                json.key("weight")
                                json.string("Bolder")
                            }
                        }
                    }
                }
            }
            json.key("actions")
            // A card shows six at most.
            json.array(shown.filter { $0.link != nil }.prefix(6)) { json, item in
                json.object { json in
                    json.key("type")
                    json.string("Action.OpenUrl")
                    json.key("title")
                    json.string(item.number)
                    json.key("url")
                    json.string(item.link ?? "")
                }
            }
        }
    }

    // MARK: Discord

    /// Embeds, with every character escaped that Markdown reads, and nobody mentioned.
    package var discord: [UInt8] {
        // A message has at most 10 embeds and 6,000 characters.
        let shown = cases.prefix(9)
        var json = JSONBytes()
        json.object { json in
            json.key("content")
            json.string(Self.cut(Self.markdownEscaped(subject), 500))
            json.key("embeds")
            json.array(shown) { json, item in
                json.object { json in
                    json.key("title")
                    json.string(Self.cut(Self.markdownEscaped(item.heading), 100))
                    if let link = item.link {
                        json.key("url")
                        json.string(link)
                    }
                    json.key("description")
                    json.string(Self.cut(Self.markdownEscaped(lines(item)), 400))
                }
            }
            json.key("allowed_mentions")
            json.object { json in
                json.key("parse")
                json.array([] as [String]) { $0.string($1) }
            }
        }
        return json.bytes
    }

    private static func markdownEscaped(_ text: String) -> String {
        var out = ""
        for character in text {
            if "\\*_~`|>[]()#-<@:".contains(character) { out += "\\" }
            out.append(character)
        }
        return out
    }
}
