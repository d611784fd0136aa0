// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

struct nothing {
	int unused;
};

char input[32];
volatile __u32 length;
volatile __u64 flags;
long number;
unsigned long positive;
int used, used_positive;

SEC("syscall")
int read_number(struct nothing *ctx)
{
	long value = 7;
	unsigned long other = 7;
	__u32 size = length;

	if (size == 0 || size > sizeof(input))
		return 1;
	used = bpf_strtol(input, size, flags, &value);
	used_positive = bpf_strtoul(input, size, flags, &other);
	number = value;
	positive = other;
	return 0;
}

static const char wanted[] = "kfdoc";
int same, less, more, shorter, ended;

SEC("syscall")
int compare(struct nothing *ctx)
{
	char text[8] = "kfdoc";

	same = bpf_strncmp(text, sizeof(text), wanted);
	shorter = bpf_strncmp(text, 3, wanted);
	text[4] = 'b';
	less = bpf_strncmp(text, sizeof(text), wanted);
	text[4] = 'z';
	more = bpf_strncmp(text, sizeof(text), wanted);
	text[4] = 0;
	ended = bpf_strncmp(text, sizeof(text), wanted);
	return 0;
}

char whole[32], cut[8];
int whole_length, cut_length, none_length;

SEC("syscall")
int print(struct nothing *ctx)
{
	static const char plain[] = "%s is %5d|%-4x|%llu";
	__u64 values[] = { (__u64)ctx, -5, 255, 1ULL << 40 };

	values[0] = (__u64)wanted;
	whole_length = bpf_snprintf(whole, sizeof(whole), plain, values, sizeof(values));
	cut_length = bpf_snprintf(cut, sizeof(cut), plain, values, sizeof(values));
	none_length = bpf_snprintf(NULL, 0, plain, values, sizeof(values));
	return 0;
}
