// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Splits a command line into words, however many blanks are between them. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_strspn(const char *s__ign, const char *accept__ign) __ksym;
extern int bpf_strcspn(const char *s__ign, const char *reject__ign) __ksym;

#define BLANKS " \t\n"
#define MOST_WORDS 16

char command[64] = "  modprobe -r\t floppy ";

u32 words, longest;

SEC("syscall")
int count_words(void *ctx)
{
	u32 at = 0, blanks, length;

	for (int i = 0; i < MOST_WORDS; i++) {
		blanks = bpf_strspn(command + at, BLANKS);
		/* As an unsigned number an error, which is negative, is too large as well. */
		if (blanks >= sizeof(command) - at)
			break;
		at += blanks;
		length = bpf_strcspn(command + at, BLANKS);
		if (!length || length >= sizeof(command) - at)
			break;
		at += length;
		words++;
		if (length > longest)
			longest = length;
	}
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
