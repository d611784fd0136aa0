// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* TODO: what the program does. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("syscall")
int cache_at(void *ctx)
{
	return 0;
}

char _license[] SEC("license") = "GPL";
