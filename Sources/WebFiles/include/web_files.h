#ifndef JIKENBO_WEB_FILES_H
#define JIKENBO_WEB_FILES_H
#include <stddef.h>

/// A template, an asset or the words of the web pages, as it was when the program was built. The bytes live as long as the
/// program.
struct web_file {
    /// Its path below Sources/WebFiles.
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// All files that were built in; *count receives how many there are.
const struct web_file *web_files(size_t *count);

#endif
