// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

extern void *bpf_rdonly_cast(const void *obj__ign, u32 btf_id__k) __ksym;

struct list_head own = { .next = (void *)0, .prev = (void *)0x10 };
const volatile u64 number = 0;
u64 nice_value, same, null, found, leader, on_stack;
char last;

SEC("syscall") int run(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf(), *again;
	struct timespec64 local = { .tv_sec = 3, .tv_nsec = -4 };
	struct timespec64 *time;
	struct list_head *list;
	struct load_weight *weight;

	again = bpf_rdonly_cast(task, bpf_core_type_id_kernel(struct task_struct));
	same = again->pid == task->pid && again == task;
	leader = again->group_leader->pid == task->group_leader->pid;
	/* A struct within another one, and back. */
	weight = bpf_rdonly_cast(&task->tgid, bpf_core_type_id_kernel(struct load_weight));
	found = (u32)weight->weight == (u32)task->tgid;
	again = bpf_rdonly_cast((void *)&task->tgid - bpf_core_field_offset(task->tgid),
				bpf_core_type_id_kernel(struct task_struct));
	last = again->comm[0];
	/* Memory of the program's own. */
	list = bpf_rdonly_cast(&own, bpf_core_type_id_kernel(struct list_head));
	null = list->next == NULL;
	null += list->next->next == NULL;
	time = bpf_rdonly_cast(&local, bpf_core_type_id_kernel(struct timespec64));
	on_stack = time->tv_sec * 10 + time->tv_nsec;
	return 0;
}

SEC("syscall") int at_number(void *ctx)
{
	struct task_struct *task = bpf_rdonly_cast((void *)number, bpf_core_type_id_kernel(struct task_struct));

	nice_value = task->prio;
	found = task->mm->map_count;
	last = task->comm[15];
	return 7;
}

#ifdef PAST
SEC("syscall") int past(void *ctx)
{
	struct timespec64 *time = bpf_rdonly_cast(&own, bpf_core_type_id_kernel(struct timespec64));

	return time[1].tv_sec;
}
#endif

#ifdef UNKNOWN
SEC("syscall") int unknown(void *ctx)
{
	return bpf_rdonly_cast(NULL, 0x7ffffff) != NULL;
}
#endif

char _license[] SEC("license") = "GPL";
