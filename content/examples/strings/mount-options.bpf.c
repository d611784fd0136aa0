// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Looks for nosuid among the options of a mount, whatever the case of its letters. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_strchrnul(const char *s__ign, char c) __ksym;
extern int bpf_strchr(const char *s__ign, char c) __ksym;
extern int bpf_strncasecmp(const char *s1__ign, const char *s2__ign, size_t len) __ksym;

#define WANTED "nosuid"
#define MOST_OPTIONS 16

char options[64] = "rw,NoSuid,size=64k";

u32 option_count;
bool is_nosuid;
/* Where the first value begins, or -ENOENT. */
int first_equals;

SEC("syscall")
int read_options(void *ctx)
{
	u32 at = 0, length;

	first_equals = bpf_strchr(options, '=');

	for (int i = 0; i < MOST_OPTIONS; i++) {
		/* The last option ends with the text, all others with a comma. */
		length = bpf_strchrnul(options + at, ',');
		if (length >= sizeof(options))
			return 1;
		option_count++;
		/* Both lengths: "nosuid" begins like "nosuidx", and "no" like "nosuid". */
		if (length == sizeof(WANTED) - 1 && !bpf_strncasecmp(options + at, WANTED, length))
			is_nosuid = true;

		at += length;
		if (at >= sizeof(options) - 1 || !options[at])
			break;
		at++;
	}
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
