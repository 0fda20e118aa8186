// libxml2 built with ICU includes ICU's headers, whose types clash with those in Swift's Foundation. Only the layout of
// xmlCharEncodingHandler depends on it, which is not used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
