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

u8 plain[9] = { 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99 };
u64 size_8, size_4, size_2, size_1, alike;

/* Bytes of no type, of any size and anywhere. */
SEC("syscall") int bytes(void *ctx)
{
	u64 local = 0x1234;
	u8 *bytes = bpf_rdonly_cast(plain, 0), *end;

	size_8 = *(u64 *)bytes;
	size_4 = *(u32 *)(bytes + 5);
	size_2 = *(u16 *)(bytes + 7);
	size_1 = bytes[8];
	end = bpf_rdonly_cast(plain + 8, 0);
	alike = end == bytes + 8;
	alike += bytes == plain;
	on_stack = *(u16 *)bpf_rdonly_cast(&local, 0);
	bpf_probe_read_kernel(&last, 1, end - 1);
	return end[-8];
}

SEC("syscall") int bytes_at_number(void *ctx)
{
	u64 *bytes = bpf_rdonly_cast((void *)number, 0);
	struct task_struct *task = bpf_rdonly_cast((void *)number, bpf_core_type_id_kernel(struct task_struct));

	nice_value = bytes[0x1fff];
	null = bytes == NULL;
	same = (u64)bytes == number;
	found = task == NULL;
	leader = (u64)task == number;
	return 7;
}

SEC("syscall") int bytes_of_task(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	u8 *bytes = bpf_rdonly_cast(task, 0);

	same = *(u32 *)(bytes + bpf_core_field_offset(task->pid)) == task->pid;
	leader = *(u64 *)(bytes + bpf_core_field_offset(task->group_leader)) == (u64)task->group_leader;
	return 0;
}

#ifdef WRITE
SEC("syscall") int write(void *ctx)
{
	u8 *bytes = bpf_rdonly_cast(plain, 0);

	*bytes = 1;
	return 0;
}
#endif

#ifdef WRITE_AT_NULL
SEC("syscall") int write(void *ctx)
{
	u8 *bytes = bpf_rdonly_cast(NULL, 0);

	*bytes = 1;
	return 0;
}
#endif

#ifdef PASS
SEC("syscall") int pass(void *ctx)
{
	return bpf_strncmp(bpf_rdonly_cast(plain, 0), 2, "ab");
}
#endif

#ifdef PASS_TO_KFUNC
extern void bpf_cpumask_set_cpu(u32 cpu, struct bpf_cpumask *cpumask) __ksym;

SEC("syscall") int pass(void *ctx)
{
	bpf_cpumask_set_cpu(0, bpf_rdonly_cast(plain, 0));
	return 0;
}
#endif

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
