// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} table SEC(".maps");

const volatile int lowest = 0;
int ends;
int retries;

/* Processes of the scenario, threads with them: those whose group leader has a pid that the scenario gave. */
SEC("iter/task")
int tasks(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;
	struct seq_file *seq = ctx->meta->seq;

	if (!task) {
		ends++;
		bpf_seq_write(seq, "end", 3);
		return 0;
	}
	if (task->tgid < lowest || task->tgid > 4999)
		return 0;
	BPF_SEQ_PRINTF(seq, "%d %s of %d threads, parent %s, cgroup %s at level %d\n", task->tgid, task->comm,
		       task->signal->nr_threads, task->real_parent->comm, task->cgroups->dfl_cgrp->kn->name,
		       task->cgroups->dfl_cgrp->level);
	return 0;
}

/* What a run writes that returns 1 is taken back, and the element is visited again. */
SEC("iter/task")
int again(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;

	if (!task || task->tgid < lowest || task->tgid > 4999)
		return 0;
	BPF_SEQ_PRINTF(ctx->meta->seq, "%d %d\n", task->tgid, retries);
	return retries++ == 1;
}

SEC("iter/cgroup")
int cgroups(struct bpf_iter__cgroup *ctx)
{
	struct cgroup *cgroup = ctx->cgroup;

	if (!cgroup) {
		ends++;
		return 0;
	}
	BPF_SEQ_PRINTF(ctx->meta->seq, "%s %d %llu\n", cgroup->kn->name, cgroup->level, ctx->meta->seq_num);
	return cgroup->level == 3;
}

SEC("iter/bpf_map_elem")
int elements(struct bpf_iter__bpf_map_elem *ctx)
{
	__u32 *key = ctx->key;
	__u64 *value = ctx->value;

	if (!key || !value) {
		BPF_SEQ_PRINTF(ctx->meta->seq, "%s has %u\n", ctx->map->name, ctx->map->max_entries);
		return 0;
	}
	BPF_SEQ_PRINTF(ctx->meta->seq, "%u: %llu\n", *key, *value);
	*value += 1;
	return 0;
}

#ifdef BAD_RETURN
SEC("iter/task")
int bad_return(struct bpf_iter__task *ctx)
{
	return ctx->task ? 2 : 3;
}
#endif

#ifdef BAD_KEY
SEC("iter/bpf_map_elem")
int bad_key(struct bpf_iter__bpf_map_elem *ctx)
{
	__u32 *key = ctx->key;

	if (key)
		*key = 1;
	return 0;
}
#endif

#ifdef NO_CHECK
SEC("iter/task")
int no_check(struct bpf_iter__task *ctx)
{
	return ctx->task->pid == 0;
}
#endif

#ifdef BAD_SEQ
SEC("iter/task")
int bad_seq(struct bpf_iter__task *ctx)
{
	bpf_seq_write((void *)ctx->meta, "text", 4);
	return 0;
}
#endif

#ifdef PART
SEC("iter/task")
int part(void *ctx)
{
	return *(__u32 *)(ctx + 8) == 0;
}
#endif
