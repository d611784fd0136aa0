#include "own.h"
#include "own.h"
