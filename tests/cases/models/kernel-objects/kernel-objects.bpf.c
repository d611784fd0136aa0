// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

struct nothing {
	int none;
};

const volatile int serial;

int threads, tgid, level, is_leader, own_level, has_serial;
unsigned long long root_id, own_id, dom_level;
char name[8];
char root_name[8];
int name_length, root_name_length;
int either, either_cut, either_nothing, of_user, of_task, of_task_flags;
int whole, nothing, cut, no_text, user, empty;
char text[8] = "abcdefg";
char read[8];

/* The trigger's process, by loads and by BPF_CORE_READ. */
SEC("syscall")
int look_at_trigger(struct nothing *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct cgroup *cgroup = task->cgroups->dfl_cgrp;
	const char *text;

	threads = task->signal->nr_threads;
	tgid = task->tgid == 0 ? 0 : task->group_leader->pid == task->tgid;
	is_leader = task->group_leader == task;
	level = cgroup->level;
	own_level = BPF_CORE_READ(task, cgroups, dfl_cgrp, ancestors[1], level);
	root_id = cgroup->ancestors[0]->kn->id;
	own_id = BPF_CORE_READ(cgroup, kn, id) > 1;
	dom_level = cgroup->dom_cgrp->level;
	text = cgroup->kn->name;
	name_length = bpf_probe_read_kernel_str(name, sizeof(name), text);
	text = BPF_CORE_READ(cgroup, kn, __parent, name);
	root_name_length = bpf_probe_read_kernel_str(root_name, sizeof(root_name), text);
	return 0;
}

/* The set-up writes the serial number of a key into the variable. */
SEC("syscall")
int look_at_serial(struct nothing *ctx)
{
	has_serial = serial > 0;
	return 0;
}

/* What bpf_probe_read_kernel and its kin give for NULL, for text that is cut, and for no bytes at all. */
SEC("syscall")
int probe(struct nothing *ctx)
{
	whole = bpf_probe_read_kernel(read, sizeof(read), text);
	cut = bpf_probe_read_kernel_str(read, 4, text);
	nothing = bpf_probe_read_kernel(read + 4, 2, NULL);
	no_text = bpf_probe_read_kernel_str(read + 6, 1, NULL);
	user = bpf_probe_read_user(read + 7, 1, text);
	empty = bpf_probe_read_kernel_str(read, 0, text);
	either = bpf_probe_read(read + 4, 2, text + 4);
	either_cut = bpf_probe_read_str(read + 4, 3, text + 4);
	either_nothing = bpf_probe_read(read + 7, 1, NULL);
	of_user = bpf_copy_from_user(read + 7, 1, NULL);
	of_task = bpf_copy_from_user_task(read + 7, 1, NULL, bpf_get_current_task_btf(), 0);
	of_task_flags = bpf_copy_from_user_task(read + 7, 1, NULL, bpf_get_current_task_btf(), 1);
	return 0;
}
