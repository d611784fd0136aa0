// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct value {
	__u64 number;
	__u64 other;
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct value);
} tasks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGRP_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct value);
} cgroups SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC | BPF_F_CLONE);
	__type(key, int);
	__type(value, struct value);
} sockets SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
	__uint(max_entries, 4);
} array SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, struct value);
} shared SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE);
	__type(key, __u64);
	__type(value, struct value);
} each_cpu SEC(".maps");

extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

__s64 missing, made, kept, initial, unknown_flags, deleted, deleted_again, null_object, again;
__s64 under[5], packet_under[5];

SEC("syscall") int task(void *ctx)
{
	struct task_struct *current = bpf_get_current_task_btf();
	struct value start = { 5, 6 };
	struct value *value;

	missing = bpf_task_storage_get(&tasks, current, NULL, 0) != NULL;
	unknown_flags = bpf_task_storage_get(&tasks, current, NULL, 3) != NULL;
	null_object = bpf_task_storage_get(&tasks, NULL, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE) != NULL;
	value = bpf_task_storage_get(&tasks, current, &start, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!value)
		return 1;
	initial = value->number * 10 + value->other;
	value->number = 7;
	value = bpf_task_storage_get(&tasks, current, &start, BPF_LOCAL_STORAGE_GET_F_CREATE);
	kept = value ? value->number : 0;
	deleted = bpf_task_storage_delete(&tasks, current);
	deleted_again = bpf_task_storage_delete(&tasks, current);
	value = bpf_task_storage_get(&tasks, current, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	again = value ? value->number : 1;
	null_object = bpf_task_storage_delete(&tasks, NULL);
	return 0;
}

SEC("syscall") int cgroup(void *ctx)
{
	struct task_struct *current = bpf_get_current_task_btf();
	struct cgroup *cgroup;
	struct value start = { 5, 6 };
	struct value *value;

	bpf_rcu_read_lock();
	cgroup = current->cgroups->dfl_cgrp;
	value = bpf_cgrp_storage_get(&cgroups, cgroup, &start, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (value)
		made = value->number++;
	value = bpf_cgrp_storage_get(&cgroups, cgroup, NULL, 0);
	if (value)
		kept = value->number;
	deleted = bpf_cgrp_storage_delete(&cgroups, cgroup);
	deleted_again = bpf_cgrp_storage_delete(&cgroups, cgroup);
	bpf_rcu_read_unlock();
	return 0;
}

SEC("tc") int socket(struct __sk_buff *ctx)
{
	struct value start = { 5, 6 };
	struct bpf_sock *sk = ctx->sk;
	struct value *value;

	if (!sk)
		return 1;
	sk = bpf_sk_fullsock(sk);
	if (!sk)
		return 2;
	missing = bpf_sk_storage_get(&sockets, sk, NULL, 0) != NULL;
	unknown_flags = bpf_sk_storage_get(&sockets, sk, NULL, 2) != NULL;
	value = bpf_sk_storage_get(&sockets, sk, &start, BPF_SK_STORAGE_GET_F_CREATE);
	if (!value)
		return 3;
	initial = value->other;
	value->other = 8;
	value = bpf_sk_storage_get(&sockets, sk, NULL, 0);
	kept = value ? value->other : 0;
	deleted = bpf_sk_storage_delete(&sockets, sk);
	deleted_again = bpf_sk_storage_delete(&sockets, sk);
	return 0;
}

SEC("tc") int under_cgroup(struct __sk_buff *ctx)
{
	for (int index = 0; index < 5; index++)
		under[index] = bpf_current_task_under_cgroup(&array, index);
	for (int index = 0; index < 5; index++)
		packet_under[index] = bpf_skb_under_cgroup(ctx, &array, index);
	return 0;
}

SEC("cgroup_skb/ingress") int of_cgroup(struct __sk_buff *ctx)
{
	struct value *value = bpf_get_local_storage(&shared, 0);

	initial = value->number;
	value->number = 3;
	value = bpf_get_local_storage(&shared, 0);
	kept = value->number;
	value = bpf_get_local_storage(&each_cpu, 0);
	made = value->other;
	return 1;
}

#ifdef FLAGS
SEC("cgroup_skb/ingress") int with_flags(struct __sk_buff *ctx)
{
	struct value *value = bpf_get_local_storage(&shared, 1);

	return value->number != 0;
}
#endif

#ifdef LOOKUP
SEC("syscall") int lookup(void *ctx)
{
	int key = 0;

	return bpf_map_lookup_elem(&tasks, &key) != NULL;
}
#endif

#ifdef OTHER
SEC("syscall") int other(void *ctx)
{
	struct task_struct *current = bpf_get_current_task_btf();

	return bpf_task_storage_get((void *)&cgroups, current, NULL, 0) != NULL;
}
#endif

#define __uptr __attribute__((btf_type_tag("uptr")))

struct user_data {
	__u64 number;
};

struct user_value {
	__u64 number;
	struct user_data __uptr *data;
};

/* Else clang leaves the struct out of the types. */
struct user_data of_no_use;

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct user_value);
} of_users SEC(".maps");

SEC("syscall") int user_memory(void *ctx)
{
	struct user_value *value;

	value = bpf_task_storage_get(&of_users, bpf_get_current_task_btf(), NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (!value)
		return 1;
	initial = value->data == NULL;
	missing = value->data ? value->data->number : 0;
	value->number = 9;
	kept = value->number;
	return 0;
}

#ifdef STORE_UPTR
SEC("syscall") int store_uptr(void *ctx)
{
	struct user_value *value;

	value = bpf_task_storage_get(&of_users, bpf_get_current_task_btf(), NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (value)
		value->data = NULL;
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
