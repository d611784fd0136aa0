// SPDX-License-Identifier: BSD-2-Clause
// Memory of a scenario in the job's own process.
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "actions.h"
#include "hex.h"

enum { PAGE = 4096 };

/* Present at once: programs that may not sleep read only what is. */
static int map_page(uintptr_t page)
{
	const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE | MAP_POPULATE;

	if (mmap((void *)page, PAGE, PROT_READ | PROT_WRITE, flags, -1, 0) != MAP_FAILED)
		return 0;
	/* A piece before this one may have it. */
	return errno == EEXIST ? 0 : -errno;
}

/* user-memory ADDRESS HEX */
long act_user_memory(const char *const *words)
{
	uintptr_t address = strtoull(words[0], NULL, 10);
	size_t size = strlen(words[1]) / 2;
	unsigned char *bytes = (unsigned char *)address;

	for (uintptr_t page = address & -(uintptr_t)PAGE; page < address + size; page += PAGE) {
		int error = map_page(page);

		if (error)
			return error;
	}
	read_hex(words[1], bytes, size);
	return 0;
}
