// Builds the files of rules into the program, so that neither linting nor serving needs a file beside it.
#include "rule_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_BYTES(symbol) static const unsigned char symbol[]

FILE_BYTES(duties) = {
#embed "duties.yaml"
};
FILE_BYTES(cues) = {
#embed "cues.yaml"
};
FILE_BYTES(spellings) = {
#embed "spellings.yaml"
};
FILE_BYTES(whole) = {
#embed "lint-1-whole.yaml"
};
FILE_BYTES(time) = {
#embed "lint-2-time.yaml"
};
FILE_BYTES(numbers) = {
#embed "lint-3-numbers.yaml"
};
FILE_BYTES(certainty) = {
#embed "lint-4-certainty.yaml"
};
FILE_BYTES(content) = {
#embed "lint-5-content.yaml"
};
FILE_BYTES(advice) = {
#embed "lint-6-advice.yaml"
};
FILE_BYTES(wording) = {
#embed "lint-7-wording.yaml"
};

#define ENTRY(symbol, file) {file, symbol, sizeof symbol}

static const struct rule_file files[] = {
    ENTRY(duties, "duties.yaml"),
    ENTRY(cues, "cues.yaml"),
    ENTRY(spellings, "spellings.yaml"),
    ENTRY(whole, "lint-1-whole.yaml"),
    ENTRY(time, "lint-2-time.yaml"),
    ENTRY(numbers, "lint-3-numbers.yaml"),
    ENTRY(certainty, "lint-4-certainty.yaml"),
    ENTRY(content, "lint-5-content.yaml"),
    ENTRY(advice, "lint-6-advice.yaml"),
    ENTRY(wording, "lint-7-wording.yaml"),
};

const struct rule_file *rule_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
