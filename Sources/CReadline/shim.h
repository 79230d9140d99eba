// readline.h wants FILE declared before it.
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>
