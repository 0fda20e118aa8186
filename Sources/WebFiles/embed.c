// Builds the templates, the words and the assets of the web pages into the program, so that serving needs no file beside it.
#include "web_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_BYTES(symbol) static const unsigned char symbol[]

FILE_BYTES(words_base) = {
#embed "words-base.txt"
};
FILE_BYTES(words_case) = {
#embed "words-case.txt"
};
FILE_BYTES(words_people) = {
#embed "words-people.txt"
};
FILE_BYTES(words_insights) = {
#embed "words-insights.txt"
};
FILE_BYTES(words_watch) = {
#embed "words-watch.txt"
};
FILE_BYTES(api_schemas) = {
#embed "api-schemas.json"
};
FILE_BYTES(style_base) = {
#embed "assets/style-base.css"
};
FILE_BYTES(style_case) = {
#embed "assets/style-case.css"
};
FILE_BYTES(style_figures) = {
#embed "assets/style-figures.css"
};
FILE_BYTES(report_style) = {
#embed "assets/report.css"
};
FILE_BYTES(style_people) = {
#embed "assets/style-people.css"
};
FILE_BYTES(script_base) = {
#embed "assets/script-base.js"
};
FILE_BYTES(script_case) = {
#embed "assets/script-case.js"
};
FILE_BYTES(script_people) = {
#embed "assets/script-people.js"
};
FILE_BYTES(icon) = {
#embed "assets/icon.svg"
};
FILE_BYTES(published) = {
#embed "assets/published.js"
};
FILE_BYTES(about_template) = {
#embed "templates/about.mustache"
};
FILE_BYTES(account_template) = {
#embed "templates/account.mustache"
};
FILE_BYTES(bookmarklet_template) = {
#embed "templates/bookmarklet.mustache"
};
FILE_BYTES(case_edit_template) = {
#embed "templates/case-edit.mustache"
};
FILE_BYTES(case_template) = {
#embed "templates/case.mustache"
};
FILE_BYTES(cases_template) = {
#embed "templates/cases.mustache"
};
FILE_BYTES(fact_template) = {
#embed "templates/fact.mustache"
};
FILE_BYTES(factlist_template) = {
#embed "templates/factlist.mustache"
};
FILE_BYTES(facts_template) = {
#embed "templates/facts.mustache"
};
FILE_BYTES(difference_template) = {
#embed "templates/difference.mustache"
};
FILE_BYTES(status_template) = {
#embed "templates/status.mustache"
};
FILE_BYTES(insights_template) = {
#embed "templates/insights.mustache"
};
FILE_BYTES(figures_template) = {
#embed "templates/figures.mustache"
};
FILE_BYTES(barchart_template) = {
#embed "templates/barchart.mustache"
};
FILE_BYTES(bartable_template) = {
#embed "templates/bartable.mustache"
};
FILE_BYTES(report_template) = {
#embed "templates/report.mustache"
};
FILE_BYTES(formfault_template) = {
#embed "templates/formfault.mustache"
};
FILE_BYTES(front_template) = {
#embed "templates/front.mustache"
};
FILE_BYTES(history_template) = {
#embed "templates/history.mustache"
};
FILE_BYTES(hit_template) = {
#embed "templates/hit.mustache"
};
FILE_BYTES(layout_template) = {
#embed "templates/layout.mustache"
};
FILE_BYTES(lint_template) = {
#embed "templates/lint.mustache"
};
FILE_BYTES(login_template) = {
#embed "templates/login.mustache"
};
FILE_BYTES(message_template) = {
#embed "templates/message.mustache"
};
FILE_BYTES(notice_edit_template) = {
#embed "templates/notice-edit.mustache"
};
FILE_BYTES(notice_template) = {
#embed "templates/notice.mustache"
};
FILE_BYTES(organisation_template) = {
#embed "templates/organisation.mustache"
};
FILE_BYTES(review_template) = {
#embed "templates/review.mustache"
};
FILE_BYTES(submit_template) = {
#embed "templates/submit.mustache"
};
FILE_BYTES(texts_template) = {
#embed "templates/texts.mustache"
};
FILE_BYTES(timeline_template) = {
#embed "templates/timeline.mustache"
};
FILE_BYTES(users_template) = {
#embed "templates/users.mustache"
};
FILE_BYTES(watches_template) = {
#embed "templates/watches.mustache"
};

#define ENTRY(symbol, file) {file, symbol, sizeof symbol}

static const struct web_file files[] = {
    ENTRY(words_base, "words-base.txt"),
    ENTRY(words_case, "words-case.txt"),
    ENTRY(words_people, "words-people.txt"),
    ENTRY(words_insights, "words-insights.txt"),
    ENTRY(words_watch, "words-watch.txt"),
    ENTRY(api_schemas, "api-schemas.json"),
    ENTRY(style_base, "assets/style-base.css"),
    ENTRY(style_case, "assets/style-case.css"),
    ENTRY(style_figures, "assets/style-figures.css"),
    ENTRY(report_style, "assets/report.css"),
    ENTRY(style_people, "assets/style-people.css"),
    ENTRY(script_base, "assets/script-base.js"),
    ENTRY(script_case, "assets/script-case.js"),
    ENTRY(script_people, "assets/script-people.js"),
    ENTRY(icon, "assets/icon.svg"),
    ENTRY(published, "assets/published.js"),
    ENTRY(about_template, "templates/about.mustache"),
    ENTRY(account_template, "templates/account.mustache"),
    ENTRY(bookmarklet_template, "templates/bookmarklet.mustache"),
    ENTRY(case_edit_template, "templates/case-edit.mustache"),
    ENTRY(case_template, "templates/case.mustache"),
    ENTRY(cases_template, "templates/cases.mustache"),
    ENTRY(fact_template, "templates/fact.mustache"),
    ENTRY(factlist_template, "templates/factlist.mustache"),
    ENTRY(facts_template, "templates/facts.mustache"),
    ENTRY(difference_template, "templates/difference.mustache"),
    ENTRY(status_template, "templates/status.mustache"),
    ENTRY(insights_template, "templates/insights.mustache"),
    ENTRY(figures_template, "templates/figures.mustache"),
    ENTRY(barchart_template, "templates/barchart.mustache"),
    ENTRY(bartable_template, "templates/bartable.mustache"),
    ENTRY(report_template, "templates/report.mustache"),
    ENTRY(formfault_template, "templates/formfault.mustache"),
    ENTRY(front_template, "templates/front.mustache"),
    ENTRY(history_template, "templates/history.mustache"),
    ENTRY(hit_template, "templates/hit.mustache"),
    ENTRY(layout_template, "templates/layout.mustache"),
    ENTRY(lint_template, "templates/lint.mustache"),
    ENTRY(login_template, "templates/login.mustache"),
    ENTRY(message_template, "templates/message.mustache"),
    ENTRY(notice_edit_template, "templates/notice-edit.mustache"),
    ENTRY(notice_template, "templates/notice.mustache"),
    ENTRY(organisation_template, "templates/organisation.mustache"),
    ENTRY(review_template, "templates/review.mustache"),
    ENTRY(submit_template, "templates/submit.mustache"),
    ENTRY(texts_template, "templates/texts.mustache"),
    ENTRY(timeline_template, "templates/timeline.mustache"),
    ENTRY(users_template, "templates/users.mustache"),
    ENTRY(watches_template, "templates/watches.mustache"),
};

const struct web_file *web_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
