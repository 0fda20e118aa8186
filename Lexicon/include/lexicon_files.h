#ifndef JIKENBO_LEXICON_FILES_H
#define JIKENBO_LEXICON_FILES_H
#include <stddef.h>

/// One lexicon file as it was when the program was built. The bytes are UTF-8 YAML and live as long as the program.
struct lexicon_file {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// The lexicon files that were built in, in the order of their vocabularies; *count receives how many there are.
const struct lexicon_file *lexicon_files(size_t *count);

#endif
