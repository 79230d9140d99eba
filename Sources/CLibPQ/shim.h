// pkg-config puts libpq-fe.h on the path; Debian keeps it in a folder of its own.
#include <libpq-fe.h>
// A connection's thread waits for libpq's socket and an eventfd; Swift's Glibc module leaves this header out.
#include <sys/eventfd.h>
