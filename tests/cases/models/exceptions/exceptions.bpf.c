// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern void bpf_throw(__u64 cookie) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

__u64 reached, depth, cookie = 7;

static __noinline int inner(__u64 value)
{
	reached += 10;
	if (value & 1)
		bpf_throw(value);
	reached += 100;
	return value;
}

static __noinline int outer(__u64 value)
{
	int result = inner(value) + 1;

	reached += 1000;
	return result;
}

__noinline int global(__u64 value)
{
	reached += 10000;
	bpf_throw(value + 40);
	reached += 100000;
	return 3;
}

SEC("tc") int run(struct __sk_buff *ctx)
{
	outer(cookie - 1);
	outer(cookie);
	reached += 1000000;
	return 0;
}

SEC("tc") int from_main(struct __sk_buff *ctx)
{
	if (ctx->len)
		bpf_throw(11);
	reached = 1;
	return 0;
}

SEC("tc") int from_global(struct __sk_buff *ctx)
{
	int result = global(ctx->len);

	reached += 1000000;
	return result;
}

#ifdef REFERENCE
SEC("tc") int reference(struct __sk_buff *ctx)
{
	__u64 *record = bpf_ringbuf_reserve(&ring, 8, 0);

	if (!record)
		return 0;
	bpf_throw(0);
	bpf_ringbuf_discard(record, 0);
	return 0;
}
#endif

#ifdef SECTION
SEC("tc") int section(struct __sk_buff *ctx)
{
	bpf_rcu_read_lock();
	outer(cookie);
	bpf_rcu_read_unlock();
	return 0;
}
#endif

#ifdef CALLBACK
static int callback(__u64 index, void *context)
{
	inner(index + 1);
	return 0;
}

SEC("tc") int in_callback(struct __sk_buff *ctx)
{
	bpf_loop(3, callback, 0, 0);
	return 0;
}
#endif

#ifdef RANGE
SEC("cgroup_skb/ingress") int range(struct __sk_buff *ctx)
{
	bpf_throw(9);
	return 1;
}
#endif

char LICENSE[] SEC("license") = "GPL";
