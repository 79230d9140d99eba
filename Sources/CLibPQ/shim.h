// pkg-config puts libpq-fe.h on the path; Debian keeps it in a folder of its own.
#include <libpq-fe.h>
