// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

int runs;

SEC("perf_event")
int sample(struct bpf_perf_event_data *ctx)
{
	runs = 1;
	return 0;
}
