// SPDX-License-Identifier: BSD-2-Clause
#include <errno.h>
#include <linux/bpf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "actions.h"

/* create-map TYPE KEY_SIZE VALUE_SIZE MAX_ENTRIES FLAGS EXTRA: without types, and closed at once. */
long act_create_map(const char *const *words)
{
	union bpf_attr attr;
	int map;

	memset(&attr, 0, sizeof(attr));
	attr.map_type = strtoul(words[0], NULL, 10);
	attr.key_size = strtoul(words[1], NULL, 10);
	attr.value_size = strtoul(words[2], NULL, 10);
	attr.max_entries = strtoul(words[3], NULL, 10);
	attr.map_flags = strtoul(words[4], NULL, 10);
	attr.map_extra = strtoul(words[5], NULL, 10);
	map = syscall(SYS_bpf, BPF_MAP_CREATE, &attr, sizeof(attr));
	if (map < 0)
		return -errno;
	close(map);
	return 0;
}
