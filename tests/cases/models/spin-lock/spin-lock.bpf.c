// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct counter {
	__u64 before;
	struct bpf_spin_lock lock;
	__u32 after;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct counter);
} counters SEC(".maps");

__s64 locked, updated;

SEC("tc") int run(struct __sk_buff *ctx)
{
	struct counter value = { .before = 5, .after = 6 };
	__u32 key = 1;
	struct counter *counter = bpf_map_lookup_elem(&counters, &key);

	if (!counter)
		return 1;
	locked = bpf_map_update_elem(&counters, &key, &value, BPF_F_LOCK);
	bpf_spin_lock(&counter->lock);
	counter->before += 10;
	counter->after += 10;
	bpf_spin_unlock(&counter->lock);
	updated = bpf_map_update_elem(&counters, &key, &value, BPF_F_LOCK | BPF_NOEXIST);
	return 0;
}

#ifdef HELD
SEC("tc") int held(struct __sk_buff *ctx)
{
	__u32 key = 1;
	struct counter *counter = bpf_map_lookup_elem(&counters, &key);

	if (counter)
		bpf_spin_lock(&counter->lock);
	return 0;
}
#endif

#ifdef TWICE
SEC("tc") int twice(struct __sk_buff *ctx)
{
	__u32 key = 1;
	struct counter *counter = bpf_map_lookup_elem(&counters, &key);

	if (!counter)
		return 0;
	bpf_spin_lock(&counter->lock);
	bpf_get_prandom_u32();
	bpf_spin_unlock(&counter->lock);
	return 0;
}
#endif

#ifdef PEEK
SEC("tc") int peek(struct __sk_buff *ctx)
{
	__u32 key = 1;
	struct counter *counter = bpf_map_lookup_elem(&counters, &key);

	return counter ? counter->lock.val : 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
