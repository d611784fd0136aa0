// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts the forks of each cgroup on each CPU, and tells the kernel which of them have something new to add up. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern void css_rstat_updated(struct cgroup_subsys_state *css, int cpu) __ksym;
extern void css_rstat_flush(struct cgroup_subsys_state *css) __ksym;

#define MOST_CPUS 64

/* What is not added up yet. */
struct forks {
	u32 on_cpu[MOST_CPUS];
};

struct {
	__uint(type, BPF_MAP_TYPE_CGRP_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct forks);
} pending SEC(".maps");

u32 counted;

static void count(struct cgroup *cgroup)
{
	struct forks *forks = bpf_cgrp_storage_get(&pending, cgroup, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	u32 cpu = bpf_get_smp_processor_id();

	if (!forks || cpu >= MOST_CPUS)
		return;
	/* First the number, then the mark: who sees the mark has to find the number. */
	counted = ++forks->on_cpu[cpu];
	css_rstat_updated(&cgroup->self, cpu);
}

SEC("tp_btf/sched_process_fork")
int BPF_PROG(count_fork, struct task_struct *parent, struct task_struct *child)
{
	struct cgroup *cgroup;

	if (parent->tgid != 1000) /* only what the trigger starts */
		return 0;
	cgroup = bpf_cgroup_acquire(parent->cgroups->dfl_cgrp);
	if (!cgroup)
		return 0;
	count(cgroup);
	bpf_cgroup_release(cgroup);
	return 0;
}

u32 cgroups;
bool up_to_date;

#ifdef MAY_NOT_SLEEP
SEC("iter/cgroup")
#else
SEC("iter.s/cgroup")
#endif
int show_time(struct bpf_iter__cgroup *ctx)
{
	struct cgroup *cgroup = ctx->cgroup;
	u64 before;

	if (!cgroup)
		return 0;
	before = cgroup->bstat.cputime.sum_exec_runtime;
	css_rstat_flush(&cgroup->self);
	/* Time only grows, by what was pending until now. */
	up_to_date = cgroup->bstat.cputime.sum_exec_runtime >= before;
	cgroups++;
	return 0;
}

char _license[] SEC("license") = "GPL";
