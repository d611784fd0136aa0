// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern void css_rstat_updated(struct cgroup_subsys_state *css, int cpu) __ksym;
extern void css_rstat_flush(struct cgroup_subsys_state *css) __ksym;

const volatile int cpu = 0;
int runs;

SEC("tp_btf/cgroup_mkdir") int BPF_PROG(mark, struct cgroup *cgroup, const char *path)
{
	css_rstat_updated(&cgroup->self, cpu);
	css_rstat_updated(&cgroup->self, cpu);
	runs++;
	return 0;
}

SEC("iter.s/cgroup") int flush(struct bpf_iter__cgroup *ctx)
{
	struct cgroup *cgroup = ctx->cgroup;

	if (!cgroup)
		return 0;
	css_rstat_updated(&cgroup->self, cpu);
	css_rstat_flush(&cgroup->self);
	css_rstat_flush(&cgroup->self);
	runs++;
	return 0;
}

#ifdef WALKED
SEC("tp_btf/sched_process_fork") int BPF_PROG(walked, struct task_struct *parent, struct task_struct *child)
{
	css_rstat_updated(&parent->cgroups->dfl_cgrp->self, cpu);
	return 0;
}
#endif

#ifdef NO_CSS
SEC("tp_btf/cgroup_mkdir") int BPF_PROG(no_css, struct cgroup *cgroup, const char *path)
{
	css_rstat_updated((void *)cgroup->kn, cpu);
	return 0;
}
#endif

char _license[] SEC("license") = "GPL";
