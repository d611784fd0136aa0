// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

void *bpf_dynptr_slice(const struct bpf_dynptr *p, __u64 offset, void *buffer__nullable, __u64 buffer__szk) __ksym;
int bpf_dynptr_from_skb(struct __sk_buff *s, __u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;

struct pair {
	__u32 first;
	__u32 second;
};

struct owner {
	struct pair *of;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, struct owner);
	__type(value, struct owner);
} owners SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 4);
	__type(value, struct owner);
} waiting SEC(".maps");

struct pair known = { 3, 4 };
__u64 slot, found, same, exchanged, left, taken, within, rest, read;

/* What is copied from the stack is a number like one that was stored: keys and values are found by either. */
SEC("syscall") int copied(void *ctx)
{
	struct owner pointer = { &known }, number = {}, next = {};
	struct owner *value;

	bpf_map_update_elem(&owners, &pointer, &pointer, BPF_ANY);
	*(volatile __u64 *)&slot = (__u64)&known;
	number.of = *(struct pair *volatile *)&slot;
	value = bpf_map_lookup_elem(&owners, &number);
	if (!value)
		return 1;
	found = 1;
	same = value->of == &known;
	exchanged = __sync_val_compare_and_swap((__u64 *)value, (__u64)&known, 5) == (__u64)&known;
	left = *(volatile __u64 *)value;
	bpf_map_push_elem(&waiting, &pointer, 0);
	bpf_map_pop_elem(&waiting, &next);
	taken = next.of == &known;
	return 0;
}

/* On the stack, a pointer is found by one that is equal to it. */
SEC("syscall") int spilled(void *ctx)
{
	struct pair *volatile spill = &known;

	exchanged = __sync_val_compare_and_swap((__u64 *)&spill, (__u64)&known, 7) == (__u64)&known;
	left = *(volatile __u64 *)&spill;
	return 0;
}

__weak int look(struct owner *owner)
{
	if (!owner)
		return 0;
	read = owner->of == &known;
	*(volatile __u64 *)owner = (__u64)&known;
	return 1;
}

/* Memory of the stack that a function gets holds numbers from then on. */
SEC("syscall") int lent(void *ctx)
{
	struct owner owner = { &known };

	look(&owner);
	within = read;
	rest = owner.of == &known;
	return 0;
}

/* So does what is stored in the control block of a packet. */
SEC("tc") int in_packet(struct __sk_buff *skb)
{
	__u64 stored = 0;

	asm volatile("*(u64 *)(%[skb] + %[cb]) = %[known]\n"
		     "%[stored] = *(u64 *)(%[skb] + %[cb])"
		     : [stored] "+r"(stored)
		     : [skb] "r"(skb), [known] "r"(&known), [cb] "i"(__builtin_offsetof(struct __sk_buff, cb)));
	same = stored == (__u64)&known;
	return 0;
}

#ifdef COPIED
SEC("syscall") int wrong(void *ctx)
{
	struct owner pointer = { &known }, next = {};

	bpf_map_push_elem(&waiting, &pointer, 0);
	bpf_map_pop_elem(&waiting, &next);
	return next.of->first;
}
#endif

#ifdef EXCHANGED
SEC("syscall") int wrong(void *ctx)
{
	struct pair *volatile spill = &known;

	__sync_lock_test_and_set((__u64 *)&spill, (__u64)&known);
	return spill->first;
}
#endif

#ifdef LENT
SEC("syscall") int wrong(void *ctx)
{
	struct pair *volatile owner = &known;

	look((struct owner *)&owner);
	return owner->first;
}
#endif

#ifdef WITHIN
__weak int follow(struct owner *owner)
{
	return owner ? owner->of->first : 0;
}

SEC("syscall") int wrong(void *ctx)
{
	struct owner owner = { &known };

	return follow(&owner);
}
#endif

#ifdef KFUNC
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct pair *volatile buffer = &known;
	struct bpf_dynptr packet;

	bpf_dynptr_from_skb(skb, 0, &packet);
	bpf_dynptr_slice(&packet, 0, (void *)&buffer, sizeof(buffer));
	return buffer->first;
}
#endif

#ifdef IN_PACKET
SEC("tc") int wrong(struct __sk_buff *skb)
{
	__u64 first = 0;

	asm volatile("*(u64 *)(%[skb] + %[cb]) = %[known]\n"
		     "%[first] = *(u64 *)(%[skb] + %[cb])\n"
		     "%[first] = *(u32 *)(%[first] + 0)"
		     : [first] "+r"(first)
		     : [skb] "r"(skb), [known] "r"(&known), [cb] "i"(__builtin_offsetof(struct __sk_buff, cb)));
	return first;
}
#endif
