// Builds the lexicon files into the program, so that reading needs no file beside it.
#include "lexicon_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#define FILE_BYTES(symbol) static const unsigned char symbol[]

FILE_BYTES(incident_types) = {
#embed "incident-types.yaml"
};
FILE_BYTES(causes) = {
#embed "causes.yaml"
};
FILE_BYTES(data) = {
#embed "data.yaml"
};
FILE_BYTES(events) = {
#embed "events.yaml"
};
FILE_BYTES(authorities) = {
#embed "authorities.yaml"
};
FILE_BYTES(responses) = {
#embed "responses.yaml"
};
FILE_BYTES(measures) = {
#embed "measures.yaml"
};
FILE_BYTES(sectors) = {
#embed "sectors.yaml"
};
FILE_BYTES(roles) = {
#embed "roles.yaml"
};
FILE_BYTES(actors) = {
#embed "actors.yaml"
};
FILE_BYTES(sections) = {
#embed "sections.yaml"
};
FILE_BYTES(contexts) = {
#embed "contexts.yaml"
};

FILE_BYTES(counters) = {
#embed "counters.yaml"
};

FILE_BYTES(name_forms) = {
#embed "name-forms.yaml"
};

#define ENTRY(symbol, file) {file, symbol, sizeof symbol}

static const struct lexicon_file files[] = {
    ENTRY(incident_types, "incident-types.yaml"), ENTRY(causes, "causes.yaml"),
    ENTRY(data, "data.yaml"),                     ENTRY(events, "events.yaml"),
    ENTRY(authorities, "authorities.yaml"),       ENTRY(responses, "responses.yaml"),
    ENTRY(measures, "measures.yaml"),             ENTRY(sectors, "sectors.yaml"),
    ENTRY(roles, "roles.yaml"),                   ENTRY(actors, "actors.yaml"),
    ENTRY(sections, "sections.yaml"),             ENTRY(contexts, "contexts.yaml"),
    ENTRY(counters, "counters.yaml"),
    ENTRY(name_forms, "name-forms.yaml"),
};

const struct lexicon_file *lexicon_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
