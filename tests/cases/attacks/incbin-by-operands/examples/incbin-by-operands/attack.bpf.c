// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int directive asm(".incbin"), file asm("\"@SECRET@\"");

SEC("xdp")
int attack(struct xdp_md *ctx)
{
	asm volatile("%0 %1" ::"i"(&directive), "i"(&file));
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
