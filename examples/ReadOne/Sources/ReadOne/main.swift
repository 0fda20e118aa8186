import Reading

let notice = """
    2024年4月10日
    株式会社みどり商会
    不正アクセスによる個人情報漏えいの可能性に関するお知らせ
    2024年4月2日、弊社のサーバーが不正アクセスを受けたことを確認いたしました。
    お客様1,234名の氏名とメールアドレスが漏えいした可能性がございます。
    """
let record = Reader().read(notice)
for type in record.incidentTypes {
    print(type.value.slug, "because the notice says", type.evidence.quote)
}
for count in record.counts {
    print(count.value, count.unit)
}
