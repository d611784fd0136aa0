// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern struct bpf_key *bpf_lookup_user_key(s32 serial, u64 flags) __ksym;
extern void bpf_key_put(struct bpf_key *key) __ksym;

struct nothing {
	int none;
};

const volatile int pid = 4000;
const volatile int serial = 0;

char comm[16];
int threads;
int level;
int ppid;
int found;

SEC("syscall")
int look_at_task(struct nothing *ctx)
{
	struct task_struct *task = bpf_task_from_pid(pid);

	if (!task)
		return 1;
	__builtin_memcpy(comm, task->comm, sizeof(comm));
	threads = task->signal->nr_threads;
	ppid = task->real_parent->pid;
	level = task->cgroups->dfl_cgrp->level;
	bpf_task_release(task);
	return 0;
}

SEC("syscall")
int look_at_key(struct nothing *ctx)
{
	struct bpf_key *key = bpf_lookup_user_key(serial, 0);

	if (!key)
		return 1;
	found = 1;
	bpf_key_put(key);
	return 0;
}
