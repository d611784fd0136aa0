// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts the forks of each cgroup on each CPU, and has the kernel add them up along the tree of cgroups. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern struct cgroup *bpf_cgroup_acquire(struct cgroup *cgrp) __ksym;
extern void bpf_cgroup_release(struct cgroup *cgrp) __ksym;
extern void css_rstat_updated(struct cgroup_subsys_state *css, int cpu) __ksym;
extern void css_rstat_flush(struct cgroup_subsys_state *css) __ksym;

#define MOST_CPUS 64

struct forks {
	/* What is not added up yet. */
	u32 on_cpu[MOST_CPUS];
	/* Of the cgroup and all below it, as of the last flush. */
	u64 total;
};

struct {
	__uint(type, BPF_MAP_TYPE_CGRP_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct forks);
} forks_of SEC(".maps");

u32 counted;

static void count(struct cgroup *cgroup)
{
	struct forks *forks = bpf_cgrp_storage_get(&forks_of, cgroup, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	u32 cpu = bpf_get_smp_processor_id();

	if (!forks || cpu >= MOST_CPUS)
		return;
	/* First the number, then the mark: who sees the mark has to find the number. */
	counted = __sync_add_and_fetch(&forks->on_cpu[cpu], 1);
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

u32 visits;

/* A flush calls this for marked cgroups, CPU by CPU, and for children first: what is new goes on to the parent. */
SEC("fentry/bpf_rstat_flush")
int BPF_PROG(add_up, struct cgroup *cgroup, struct cgroup *parent, int cpu)
{
	struct forks *forks = bpf_cgrp_storage_get(&forks_of, cgroup, NULL, 0), *above;
	u32 fresh;

	visits++;
	if (!forks || cpu < 0 || cpu >= MOST_CPUS)
		return 0;
	fresh = __sync_lock_test_and_set(&forks->on_cpu[cpu], 0);
	forks->total += fresh;
	above = bpf_cgrp_storage_get(&forks_of, parent, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (above)
		__sync_fetch_and_add(&above->on_cpu[cpu], fresh);
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
