#ifndef JIKENBO_RULE_FILES_H
#define JIKENBO_RULE_FILES_H
#include <stddef.h>

/// One file of rules as it was when the program was built. The bytes are UTF-8 YAML and live as long as the program.
struct rule_file {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// The files that were built in; *count receives how many there are.
const struct rule_file *rule_files(size_t *count);

#endif
