// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Looks through the memory areas of a process: for code that can be overwritten, and for the stack. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_iter_task_vma_new(struct bpf_iter_task_vma *it, struct task_struct *task,
				 u64 addr) __ksym;
extern struct vm_area_struct *bpf_iter_task_vma_next(struct bpf_iter_task_vma *it) __ksym;
extern void bpf_iter_task_vma_destroy(struct bpf_iter_task_vma *it) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
extern void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;

#define ESRCH 3
#define VM_WRITE 0x2
#define VM_EXEC 0x4
#define VM_GROWSDOWN 0x100

struct audit {
	s32 pid;
	u32 pad;
	/* Where to begin. */
	u64 address;
};

u32 areas, executable, writable_code;

SEC("syscall")
int audit_memory(struct audit *audit)
{
	struct bpf_iter_task_vma it;
	struct vm_area_struct *area;
	struct task_struct *task;
	int error;

	task = bpf_task_from_pid(audit->pid);
	if (!task)
		return -ESRCH;
#ifdef DESTROYED_FIRST
	bpf_iter_task_vma_destroy(&it);
#endif
	error = bpf_iter_task_vma_new(&it, task, audit->address);
	while ((area = bpf_iter_task_vma_next(&it))) {
		areas++;
		if (!(area->vm_flags & VM_EXEC))
			continue;
		executable++;
		if (area->vm_flags & VM_WRITE)
			writable_code++;
	}
	bpf_iter_task_vma_destroy(&it);
	bpf_task_release(task);
	return error;
}

/* Of the area that the stack begins in. */
bool is_around, grows_down, is_of_process;

SEC("syscall")
int find_stack(struct audit *audit)
{
	struct bpf_iter_task_vma it;
	struct vm_area_struct *area;
	struct task_struct *task;
	unsigned long stack;
	int error;

	task = bpf_task_from_pid(audit->pid);
	if (!task)
		return -ESRCH;
	stack = task->mm->start_stack;
	error = bpf_iter_task_vma_new(&it, task, audit->address);
	while ((area = bpf_iter_task_vma_next(&it))) {
		if (area->vm_end <= stack)
			continue;
		/* The first that ends after the address; it need not begin before. */
		is_around = area->vm_start <= stack;
		grows_down = area->vm_flags & VM_GROWSDOWN;
		is_of_process = area->vm_mm == task->mm;
		break;
	}
	bpf_iter_task_vma_destroy(&it);
	bpf_task_release(task);
	return error;
}

SEC("syscall")
int audit_without_interrupts(struct audit *audit)
{
	struct bpf_iter_task_vma it;
	struct task_struct *task;
	unsigned long flags;
	int error;

	task = bpf_task_from_pid(audit->pid);
	if (!task)
		return -ESRCH;
	bpf_local_irq_save(&flags);
	error = bpf_iter_task_vma_new(&it, task, audit->address);
	bpf_iter_task_vma_destroy(&it);
	bpf_local_irq_restore(&flags);
	bpf_task_release(task);
	return error;
}

char _license[] SEC("license") = "GPL";
