// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_iter_task_vma_new(struct bpf_iter_task_vma *it, struct task_struct *task, u64 addr) __ksym;
extern struct vm_area_struct *bpf_iter_task_vma_next(struct bpf_iter_task_vma *it) __ksym;
extern void bpf_iter_task_vma_destroy(struct bpf_iter_task_vma *it) __ksym;
extern int bpf_iter_kmem_cache_new(struct bpf_iter_kmem_cache *it) __ksym;
extern struct kmem_cache *bpf_iter_kmem_cache_next(struct bpf_iter_kmem_cache *it) __ksym;
extern void bpf_iter_kmem_cache_destroy(struct bpf_iter_kmem_cache *it) __ksym;
extern int bpf_iter_dmabuf_new(struct bpf_iter_dmabuf *it) __ksym;
extern struct dma_buf *bpf_iter_dmabuf_next(struct bpf_iter_dmabuf *it) __ksym;
extern void bpf_iter_dmabuf_destroy(struct bpf_iter_dmabuf *it) __ksym;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *p) __ksym;
extern void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
extern void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;

char LICENSE[] SEC("license") = "GPL";

int one_copy, overwritten, in_order, same_from_inside, next_from_end, of_process, busy, no_memory, on_again;
int kmalloc_8k, named_sizes, after_end, buffers;

SEC("syscall") int areas(void *ctx)
{
	struct task_struct *task = bpf_task_from_pid(3100), *thread = bpf_task_from_pid(2);
	struct vm_area_struct *first, *second;
	struct bpf_iter_task_vma it;
	unsigned long start = 0, end = 0, later = 0, flags;

	if (!task)
		goto out;
	bpf_iter_task_vma_new(&it, task, 0);
	first = bpf_iter_task_vma_next(&it);
	if (first) {
		start = first->vm_start;
		end = first->vm_end;
		of_process = first->vm_mm == task->mm;
	}
	second = bpf_iter_task_vma_next(&it);
	if (first && second) {
		later = second->vm_start;
		one_copy = first == second;
		overwritten = first->vm_start == later;
		in_order = later >= end;
	}
	bpf_iter_task_vma_destroy(&it);
	bpf_iter_task_vma_new(&it, task, end - 1);
	first = bpf_iter_task_vma_next(&it);
	if (first)
		same_from_inside = first->vm_start == start;
	bpf_iter_task_vma_destroy(&it);
	bpf_iter_task_vma_new(&it, task, end);
	first = bpf_iter_task_vma_next(&it);
	if (first)
		next_from_end = first->vm_start == later;
	bpf_iter_task_vma_destroy(&it);
	bpf_task_release(task);
out:
	if (!thread)
		return 0;
	bpf_local_irq_save(&flags);
	busy = bpf_iter_task_vma_new(&it, thread, 0);
	bpf_iter_task_vma_destroy(&it);
	bpf_local_irq_restore(&flags);
	no_memory = bpf_iter_task_vma_new(&it, thread, 0);
	bpf_iter_task_vma_destroy(&it);
	bpf_task_release(thread);
	return 0;
}

SEC("syscall") int caches(void *ctx)
{
	struct bpf_iter_kmem_cache it;
	struct bpf_iter_dmabuf buffer;
	struct kmem_cache *cache;
	char name[16];

	bpf_iter_kmem_cache_new(&it);
	while ((cache = bpf_iter_kmem_cache_next(&it))) {
		bpf_probe_read_kernel_str(name, sizeof(name), cache->name);
		if (!bpf_strncmp(name, sizeof(name), "kmalloc-8k"))
			kmalloc_8k = cache->object_size;
		if (!bpf_strncmp(name, sizeof(name), "kmalloc-96") || !bpf_strncmp(name, sizeof(name), "kmalloc-8"))
			named_sizes += cache->object_size;
	}
	after_end = bpf_iter_kmem_cache_next(&it) != 0;
	bpf_iter_kmem_cache_destroy(&it);
	bpf_iter_dmabuf_new(&buffer);
	while (bpf_iter_dmabuf_next(&buffer))
		buffers++;
	bpf_iter_dmabuf_destroy(&buffer);
	bpf_iter_dmabuf_new(&buffer);
	bpf_iter_dmabuf_destroy(&buffer);
	return 0;
}
