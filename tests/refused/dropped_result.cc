// A refusal cannot be dropped.
#include "ground/result.h"

cppo::result<void> check();

cppo::result<int> count() {
#ifdef LEGAL
    CHECK_OK(check());
#else
    check();
#endif
    return 1;
}
