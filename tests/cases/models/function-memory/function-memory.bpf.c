// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define TAG(name) __attribute__((btf_decl_tag("arg:" #name)))

__u64 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;

struct pair {
	__u32 first;
	__u32 second;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct pair[2]);
} pairs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} words SEC(".maps");

struct pair known = { 3, 4 };
__u64 of_stack, of_variable, of_map, of_null, of_more, swapped, swapped_variable, size, of_context;
const struct pair constant = { 5, 6 };
const __u32 zero = 0;

__weak int sum(struct pair *pair)
{
	if (!pair)
		return -1;
	return pair->first + pair->second;
}

__weak int swap(struct pair *pair)
{
	__u32 first;

	if (!pair)
		return -1;
	first = pair->first;
	pair->first = pair->second;
	pair->second = first;
	return 0;
}

/* Passes on what it has not looked at. */
__weak int sum_of_sum(struct pair *pair)
{
	return sum(pair) + sum(0);
}

__weak int size_of(const struct bpf_dynptr *memory)
{
	return bpf_dynptr_size(memory);
}

SEC("syscall") int memory(void *ctx)
{
	struct pair pair = { 1, 2 }, *found;
	__u32 key = 1;
	struct bpf_dynptr dynptr;

	of_stack = sum(&pair);
	of_variable = sum(&known);
	of_null = sum(0);
	of_more = sum_of_sum(&known);
	swap(&pair);
	swapped = pair.first * 10 + pair.second;
	swap(&known);
	swapped_variable = known.first * 10 + known.second;
	found = bpf_map_lookup_elem(&pairs, &key);
	if (!found)
		return 1;
	found[1].first = 7;
	of_map = sum(found) + sum(&found[1]);
	bpf_dynptr_from_mem(&known, sizeof(known), 0, &dynptr);
	size = size_of(&dynptr);
	return 0;
}

__weak int length(struct __sk_buff *skb)
{
	return skb->len;
}

SEC("tc") int context(struct __sk_buff *skb)
{
	of_context = length(skb);
	return 0;
}

/* Known by the name of a typedef. */
struct bpf_user_pt_regs_t {};

__weak int argument(struct bpf_user_pt_regs_t *regs)
{
	return ((struct pt_regs *)regs)->di;
}

__weak int other_argument(bpf_user_pt_regs_t *regs)
{
	return regs->di;
}

SEC("kprobe/__x64_sys_getpgid") int registers(struct pt_regs *regs)
{
	of_context = argument((void *)regs) == other_argument(regs);
	return 0;
}

#ifdef UNCHECKED
__weak int first(struct pair *pair)
{
	return pair->first;
}

SEC("syscall") int wrong(void *ctx)
{
	return first(&known);
}
#endif

#ifdef CHECKED_LATE
__weak int first(struct pair *pair)
{
	int first = *(volatile __u32 *)&pair->first;

	return pair ? first : 0;
}

SEC("syscall") int wrong(void *ctx)
{
	return first(&known);
}
#endif

#ifdef BEYOND
__weak int next(struct pair *pair)
{
	return pair ? pair[1].first : 0;
}

SEC("syscall") int wrong(void *ctx)
{
	struct pair *found = bpf_map_lookup_elem(&pairs, &zero);

	return found ? next(found) : 0;
}
#endif

#ifdef SHORT
SEC("syscall") int wrong(void *ctx)
{
	__u32 key = 0, *word = bpf_map_lookup_elem(&words, &key);

	return word ? sum((void *)word) : 0;
}
#endif

#ifdef READ_ONLY
SEC("syscall") int wrong(void *ctx)
{
	return sum((struct pair *)&constant);
}
#endif

#ifdef OBJECT
SEC("syscall") int wrong(void *ctx)
{
	return sum((void *)bpf_get_current_task_btf());
}
#endif

#ifdef NUMBER
SEC("syscall") int wrong(void *ctx)
{
	return sum((void *)4096);
}
#endif

#ifdef MAP
SEC("syscall") int wrong(void *ctx)
{
	return sum((void *)&words);
}
#endif

#ifdef HELPER
__weak int name(struct pair *pair)
{
	return bpf_get_current_comm(pair, sizeof(*pair));
}

SEC("syscall") int wrong(void *ctx)
{
	return name(&known);
}
#endif

#ifdef NONNULL
__weak int second(struct pair *pair TAG(nonnull))
{
	return pair->second;
}

__weak int hands_on(struct pair *pair)
{
	return second(pair);
}

SEC("syscall") int wrong(void *ctx)
{
	return hands_on(&known);
}
#endif

#ifdef VOID
__weak int bad(void *memory)
{
	return memory != 0;
}

SEC("syscall") int wrong(void *ctx)
{
	return bad(&known);
}
#endif

#ifdef POINTER
__weak int bad(__u64 number)
{
	return number != 0;
}

SEC("syscall") int wrong(void *ctx)
{
	return bad((__u64)&known);
}
#endif

#ifdef STRUCT
__weak int bad(struct pair pair)
{
	return pair.first;
}

SEC("syscall") int wrong(void *ctx)
{
	return bad(known);
}
#endif

#ifdef RETURNS
__weak struct pair *bad(int number)
{
	return number ? &known : 0;
}

SEC("syscall") int wrong(void *ctx)
{
	return bad(0) != 0;
}
#endif

#ifdef NO_CONTEXT
SEC("tc") int wrong(struct __sk_buff *skb)
{
	return length((void *)&known);
}
#endif

#ifdef NO_DYNPTR
SEC("syscall") int wrong(void *ctx)
{
	__u64 plain[2] = {};

	return size_of((void *)plain);
}
#endif

#ifdef TAGGED_DYNPTR
__weak int bad(const struct bpf_dynptr *memory TAG(nonnull))
{
	return bpf_dynptr_size(memory);
}

SEC("syscall") int wrong(void *ctx)
{
	struct bpf_dynptr dynptr;

	bpf_dynptr_from_mem(&known, sizeof(known), 0, &dynptr);
	return bad(&dynptr);
}
#endif

#ifdef OTHER_CONTEXT
__weak int bad(struct xdp_md *ctx TAG(ctx))
{
	return ctx != 0;
}

SEC("tc") int wrong(struct __sk_buff *skb)
{
	return bad((void *)skb);
}
#endif
