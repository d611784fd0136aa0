// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, int);
	__type(value, long);
} numbers SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} records SEC(".maps");

struct item {
	long number;
};

#define new_item() (struct item *)bpf_obj_new_impl(bpf_core_type_id_local(struct item), NULL)

void *bpf_obj_new_impl(__u64 local_type_id__k, void *meta__ign) __ksym;
void bpf_obj_drop_impl(void *p__alld, void *meta__ign) __ksym;

long found, put;

SEC("tp_btf/sys_enter") int trusted(__u64 *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();

	if (task->pid != 1000)
		return 0;
	put = bpf_ringbuf_output(&records, task->comm, 4, 0);
	found = bpf_strncmp(task->comm, 16, "trigger");
	return 0;
}

#ifdef TRUSTED_KEY
SEC("tp_btf/sys_enter") int trusted_key(__u64 *ctx)
{
	found = bpf_map_lookup_elem(&numbers, &bpf_get_current_task_btf()->pid) != NULL;
	return 0;
}
#endif

#ifdef KEY
SEC("fentry/__x64_sys_getpgid") int key(__u64 *ctx)
{
	struct pt_regs *regs = (void *)ctx[0];

	found = bpf_map_lookup_elem(&numbers, &regs->di) != NULL;
	return 0;
}
#endif

#ifdef RECORD
SEC("fentry/__x64_sys_getpgid") int record(__u64 *ctx)
{
	struct pt_regs *regs = (void *)ctx[0];

	bpf_ringbuf_output(&records, &regs->di, 8, 0);
	return 0;
}
#endif

#ifdef WALKED
SEC("tp_btf/sys_enter") int walked(__u64 *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct task_struct *leader = task->group_leader;

	bpf_map_delete_elem(&numbers, &leader->pid);
	return 0;
}
#endif

#ifdef WRITES
SEC("tp_btf/sys_enter") int writes(__u64 *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();

	bpf_probe_read_kernel(task->comm, 4, task);
	return 0;
}
#endif

#ifdef MAP
SEC("tc") int map(struct __sk_buff *ctx)
{
	bpf_map_delete_elem(&numbers, &records);
	return 0;
}
#endif

#ifdef OWN
SEC("tc") int own(struct __sk_buff *ctx)
{
	struct item *item = new_item();

	if (!item)
		return 0;
	bpf_map_delete_elem(&numbers, &item->number);
	bpf_obj_drop_impl(item, NULL);
	return 0;
}
#endif
