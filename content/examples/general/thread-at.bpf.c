// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Reads members of the thread whose struct task_struct is at an address that is known as a number. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

extern void *bpf_rdonly_cast(const void *obj__ign, u32 btf_id__k) __ksym;
extern struct task_struct *bpf_task_acquire(struct task_struct *p) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;

/* As raw tracepoints and kprobes pass it; 0 for the current thread. */
const volatile u64 address = 0;

bool is_caller;
s32 threads;
char comm[16];

SEC("syscall")
int thread_at(void *ctx)
{
	u64 number = address ? address : bpf_get_current_task();
	struct task_struct *task;

#ifdef NO_STRUCT
	task = bpf_rdonly_cast((void *)number, bpf_core_type_id_kernel(pid_t));
#else
	/* The loader inserts the id of the running kernel. */
	task = bpf_rdonly_cast((void *)number, bpf_core_type_id_kernel(struct task_struct));
#endif
#ifdef WRITE
	task->tgid = 0;
#endif
#ifdef ACQUIRE
	task = bpf_task_acquire(task);
	if (task)
		bpf_task_release(task);
#else
	is_caller = task->tgid == (s32)(bpf_get_current_pid_tgid() >> 32);
	/* No check for NULL on the way: where nothing is mapped, a load gives 0. */
	threads = task->signal->nr_threads;
	__builtin_memcpy(comm, task->comm, sizeof(comm));
#endif
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
