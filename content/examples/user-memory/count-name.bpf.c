// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts names that processes have in their memory: the name itself is the key, so the bytes after it have to be zeros. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define ESRCH 3

extern int bpf_copy_from_user_str(void *dst, u32 dst__sz, const void *unsafe_ptr__ign,
				  u64 flags) __ksym;
extern int bpf_copy_from_user_task_str(void *dst, u32 dst__sz, const void *unsafe_ptr__ign,
				       struct task_struct *tsk, u64 flags) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

#define NAME_SIZE 16

/* Where a name is: in the memory of the current process, or in that of the process with this pid. */
struct place {
	u64 address;
	u32 pid;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, u8[NAME_SIZE]);
	__type(value, u64);
} seen SEC(".maps");

const volatile u64 copy_flags = BPF_F_PAD_ZEROS;

u8 name[NAME_SIZE];
int length;
u64 times;

static int count(void)
{
	u64 first = 1, *counter = bpf_map_lookup_elem(&seen, name);

	if (counter) {
		times = __sync_fetch_and_add(counter, 1) + 1;
		return 0;
	}
	times = first;
	return bpf_map_update_elem(&seen, name, &first, BPF_NOEXIST);
}

SEC("syscall")
int count_own(struct place *place)
{
#ifdef SLEEP_IN_SECTION
	bpf_rcu_read_lock();
#endif
#ifdef TOO_LONG
	length = bpf_copy_from_user_str(name, 4 * NAME_SIZE, (void *)place->address, copy_flags);
#else
	length = bpf_copy_from_user_str(name, NAME_SIZE, (void *)place->address, copy_flags);
#endif
#ifdef SLEEP_IN_SECTION
	bpf_rcu_read_unlock();
#endif
	return length < 0 ? length : count();
}

SEC("syscall")
int count_of_process(struct place *place)
{
	struct task_struct *task = bpf_task_from_pid(place->pid);

#ifdef UNCHECKED
	length = bpf_copy_from_user_task_str(name, NAME_SIZE, (void *)place->address, task,
					     copy_flags);
#endif
	if (!task)
		return -ESRCH;
	length = bpf_copy_from_user_task_str(name, NAME_SIZE, (void *)place->address, task,
					     copy_flags);
	bpf_task_release(task);
	return length < 0 ? length : count();
}

char _license[] SEC("license") = "Dual BSD/GPL";
