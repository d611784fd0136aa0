// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

int packets;

SEC("netfilter")
int drop_udp(struct bpf_nf_ctx *ctx)
{
	packets++;
	return packets > 1 ? 0 : 1;
}
