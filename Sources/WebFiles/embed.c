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
FILE_BYTES(api_schemas) = {
#embed "api-schemas.json"
};
FILE_BYTES(style_base) = {
#embed "assets/style-base.css"
};
FILE_BYTES(style_case) = {
#embed "assets/style-case.css"
};
FILE_BYTES(script_base) = {
#embed "assets/script-base.js"
};
FILE_BYTES(published) = {
#embed "assets/published.js"
FILE_BYTES(script_case) = {
#embed "assets/script-case.js"
};
FILE_BYTES(icon) = {
#embed "assets/icon.svg"
};
FILE_BYTES(layout) = {
#embed "templates/layout.mustache"
};
FILE_BYTES(front) = {
#embed "templates/front.mustache"
};
FILE_BYTES(cases) = {
#embed "templates/cases.mustache"
};
FILE_BYTES(hit) = {
#embed "templates/hit.mustache"
};
FILE_BYTES(about) = {
#embed "templates/about.mustache"
};
FILE_BYTES(organisation) = {
#embed "templates/organisation.mustache"
};
FILE_BYTES(notice) = {
#embed "templates/notice.mustache"
};
FILE_BYTES(texts) = {
#embed "templates/texts.mustache"
};
FILE_BYTES(timeline) = {
#embed "templates/timeline.mustache"
};
FILE_BYTES(facts) = {
#embed "templates/facts.mustache"
};
FILE_BYTES(fact) = {
#embed "templates/fact.mustache"
};
FILE_BYTES(case_page) = {
#embed "templates/case.mustache"
};
FILE_BYTES(message) = {
#embed "templates/message.mustache"
};
FILE_BYTES(words_people) = {
#embed "words-people.txt"
};
FILE_BYTES(style_people) = {
#embed "assets/style-people.css"
};
FILE_BYTES(login) = {
#embed "templates/login.mustache"
};
FILE_BYTES(account) = {
#embed "templates/account.mustache"
};
FILE_BYTES(users) = {
#embed "templates/users.mustache"
};
FILE_BYTES(formfault) = {
#embed "templates/formfault.mustache"
};
FILE_BYTES(script_people) = {
#embed "assets/script-people.js"
};
FILE_BYTES(review) = {
#embed "templates/review.mustache"
};
FILE_BYTES(factlist) = {
#embed "templates/factlist.mustache"
};
FILE_BYTES(history) = {
#embed "templates/history.mustache"
};
FILE_BYTES(notice_edit) = {
#embed "templates/notice-edit.mustache"
};
FILE_BYTES(case_edit) = {
#embed "templates/case-edit.mustache"
};
FILE_BYTES(submit) = {
#embed "templates/submit.mustache"
};
FILE_BYTES(bookmarklet) = {
#embed "templates/bookmarklet.mustache"
};

#define ENTRY(symbol, file) {file, symbol, sizeof symbol}

static const struct web_file files[] = {
    ENTRY(words_base, "words-base.txt"),
    ENTRY(words_case, "words-case.txt"),
    ENTRY(api_schemas, "api-schemas.json"),
    ENTRY(style_base, "assets/style-base.css"),
    ENTRY(style_case, "assets/style-case.css"),
    ENTRY(script_base, "assets/script-base.js"),
    ENTRY(published, "assets/published.js"),
    ENTRY(script_case, "assets/script-case.js"),
    ENTRY(icon, "assets/icon.svg"),
    ENTRY(layout, "templates/layout.mustache"),
    ENTRY(front, "templates/front.mustache"),
    ENTRY(cases, "templates/cases.mustache"),
    ENTRY(hit, "templates/hit.mustache"),
    ENTRY(about, "templates/about.mustache"),
    ENTRY(organisation, "templates/organisation.mustache"),
    ENTRY(notice, "templates/notice.mustache"),
    ENTRY(texts, "templates/texts.mustache"),
    ENTRY(timeline, "templates/timeline.mustache"),
    ENTRY(facts, "templates/facts.mustache"),
    ENTRY(fact, "templates/fact.mustache"),
    ENTRY(case_page, "templates/case.mustache"),
    ENTRY(message, "templates/message.mustache"),
    ENTRY(words_people, "words-people.txt"),
    ENTRY(style_people, "assets/style-people.css"),
    ENTRY(login, "templates/login.mustache"),
    ENTRY(account, "templates/account.mustache"),
    ENTRY(users, "templates/users.mustache"),
    ENTRY(formfault, "templates/formfault.mustache"),
    ENTRY(script_people, "assets/script-people.js"),
    ENTRY(review, "templates/review.mustache"),
    ENTRY(factlist, "templates/factlist.mustache"),
    ENTRY(history, "templates/history.mustache"),
    ENTRY(notice_edit, "templates/notice-edit.mustache"),
    ENTRY(case_edit, "templates/case-edit.mustache"),
    ENTRY(submit, "templates/submit.mustache"),
    ENTRY(bookmarklet, "templates/bookmarklet.mustache"),
};

const struct web_file *web_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
