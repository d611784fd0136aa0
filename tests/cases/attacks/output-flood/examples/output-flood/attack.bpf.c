// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define A(x) x x x x x x x x
#define B(x) A(A(A(A(x))))
int many(void) { B(y;) return 0; }

SEC("xdp")
int attack(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
