// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct wide_key {
	__u32 parts[3];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, struct wide_key);
	__type(value, __u64);
} table SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 3);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

int ends, in_order = 1, of_process = 1, areas_seen, found, tables;
__u64 last, first_start, first_flags;

SEC("iter/task_vma") int areas(struct bpf_iter__task_vma *ctx)
{
	struct task_struct *task = ctx->task;
	struct vm_area_struct *vma = ctx->vma;

	if (!task || !vma) {
		ends++;
		return 0;
	}
	if (task->tgid != 4000)
		return 0;
	if (!areas_seen++) {
		first_start = vma->vm_start;
		first_flags = vma->vm_flags & 7;
	}
	if (vma->vm_start < last)
		in_order = 0;
	last = vma->vm_end;
	if (vma->vm_mm != task->mm)
		of_process = 0;
	areas_seen = 1;
	return 0;
}

SEC("iter/bpf_map") int maps(struct bpf_iter__bpf_map *ctx)
{
	struct bpf_map *map = ctx->map;
	struct seq_file *seq = ctx->meta->seq;

	if (!map) {
		ends++;
		return 0;
	}
	if (map->key_size != sizeof(struct wide_key))
		return 0;
	bpf_seq_write(seq, map->name, 5);
	tables = map->max_entries;
	return 0;
}

SEC("iter/kmem_cache") int caches(struct bpf_iter__kmem_cache *ctx)
{
	struct kmem_cache *cache = ctx->s;
	char name[16];

	if (!cache) {
		ends++;
		return 0;
	}
	if (cache->object_size != 8192)
		return 0;
	if (bpf_probe_read_kernel_str(name, sizeof(name), cache->name) > 0 && !bpf_strncmp(name, 11, "kmalloc-8k"))
		found++;
	return 0;
}

SEC("iter/task") int compare(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;

	if (!task) {
		ends++;
		return 0;
	}
	if (task->tgid == 4000)
		found = bpf_strncmp(task->comm, sizeof(task->comm), "worker");
	return 0;
}

#ifdef WRITE
SEC("iter/bpf_map") int write(struct bpf_iter__bpf_map *ctx)
{
	struct bpf_map *map = ctx->map;

	if (map)
		map->id = 1;
	return 0;
}
#endif

#ifdef UNCHECKED
SEC("iter/kmem_cache") int unchecked(struct bpf_iter__kmem_cache *ctx)
{
	found = ctx->s->object_size;
	return 0;
}
#endif

#ifdef RCU
SEC("iter/task") int rcu(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;

	if (task)
		found = bpf_strncmp(task->group_leader->comm, sizeof(task->comm), "worker");
	return 0;
}
#endif

#ifdef RCU_NUMBER
SEC("iter/task") int rcu_number(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;
	long number;

	if (task)
		found = bpf_strtol(task->group_leader->comm, sizeof(task->comm), 0, &number);
	return 0;
}
#endif
