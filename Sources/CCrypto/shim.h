// The SHA256 functions are deprecated in favour of ones that allocate for each hash. Nothing else is wrong with them.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
