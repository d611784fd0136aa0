// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";


extern void scx_bpf_dsq_insert(struct task_struct *p, u64 dsq_id, u64 slice, u64 enq_flags) __ksym;

int enqueued;
int workers;

SEC("struct_ops/kfdoc_enqueue")
void BPF_PROG(kfdoc_enqueue, struct task_struct *p, u64 enq_flags)
{
	enqueued = 1;
	scx_bpf_dsq_insert(p, SCX_DSQ_GLOBAL, SCX_SLICE_DFL, enq_flags);
}

SEC("struct_ops/kfdoc_enable")
void BPF_PROG(kfdoc_enable, struct task_struct *p)
{
	if (p->tgid == 1000)
		workers++;
}

SEC(".struct_ops.link")
struct sched_ext_ops kfdoc_sched = {
	.enqueue = (void *)kfdoc_enqueue,
	.enable = (void *)kfdoc_enable,
	.name = "kfdoc_sched",
};
