/// What stands in the folder for those who come upon it.
enum SyncReadme {
    static let bytes = Array(text.utf8)

    private static let text = """
        # A casebook of security incidents

        `jikenbo sync` keeps this folder up to date with a casebook. Each file in `cases/` is a case: the values in force, each with the
        words (`quote`) of the notice that says it. `schema.json` describes the files.

        ## Correcting a case

        Change the file and open a pull request, or commit. The next `jikenbo sync` takes the change into the casebook as a correction, with
        the author and the subject of the commit, and writes the file anew.

        - Values can be changed, added and taken away: `organisation`, `sector`, `service`, `parties`, `incident_types`, `causes`, `actor`, `data`,
          `counts`, `timeline`, `authorities`, `leak_status`, `misuse_status`, `responses`, `measures`.
        - With a value belong the words that say it: copy them from the notice to the letter into `quote`. Without words, leave `quote` out: then the
          commit's subject is all there is to say why.
        - A note is added with `{"text": "…"}`.
        - `number`, `title`, `published`, `notices` and `related` are shown, and not edited here.
        - A deleted file is written again. A file that says only `merged_into` stands for a case that is part of another.
        - `.jikenbo` tells what was changed since; leave it as it is.

        日本語: `cases/` の各ファイルが一つの事案です。値を直すときは、根拠となる公表文の語句を `quote` に一字一句そのまま写し、コミットの件名に
        理由を書いてください。次の `jikenbo sync` で、コミットの作成者による訂正として事件簿に取り込まれます。

        """
}
