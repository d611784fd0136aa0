// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 3);
	__type(key, __u32);
	__type(value, __u64);
} ends SEC(".maps"), own SEC(".maps");

struct place {
	__u64 number;
	__u32 more;
};

struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 1);
	__type(key, struct place);
	__type(value, __u32);
} table SEC(".maps");

const volatile __u32 at_index, event = BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB;
const volatile __u64 flags;
const volatile int verdict = SK_DROP;

long added, again, far, missing, wrong_flags, removed, removed_again;
long in_table, twice_in_table, full, full_missing, replaced, out_of_table, out_again;
long result, by_key, state, family, has_none;

SEC("sockops") int events(struct bpf_sock_ops *ctx)
{
	struct place key = { .number = 7 }, other = { .number = 8 };
	__u32 one = 1, zero = 0, nine = 9;

	if (ctx->op != event)
		return 1;
	added = bpf_sock_map_update(ctx, &own, &one, BPF_ANY);
	again = bpf_sock_map_update(ctx, &own, &one, BPF_NOEXIST);
	far = bpf_sock_map_update(ctx, &own, &nine, BPF_NOEXIST);
	missing = bpf_sock_map_update(ctx, &own, &zero, BPF_EXIST);
	wrong_flags = bpf_sock_map_update(ctx, &own, &nine, 4);
	removed = bpf_map_delete_elem(&own, &one);
	removed_again = bpf_map_delete_elem(&own, &one);

	in_table = bpf_sock_hash_update(ctx, &table, &key, BPF_ANY);
	twice_in_table = bpf_sock_hash_update(ctx, &table, &key, BPF_NOEXIST);
	replaced = bpf_sock_hash_update(ctx, &table, &key, BPF_EXIST);
	full = bpf_sock_hash_update(ctx, &table, &other, BPF_ANY);
	full_missing = bpf_sock_hash_update(ctx, &table, &other, BPF_EXIST);
	out_of_table = bpf_map_delete_elem(&table, &key);
	out_again = bpf_map_delete_elem(&table, &key);
	return 1;
}

SEC("sk_msg") int message(struct sk_msg_md *ctx)
{
	struct place key = {};

	by_key = bpf_msg_redirect_hash(ctx, &table, &key, flags);
	result = bpf_msg_redirect_map(ctx, &ends, at_index, flags);
	return verdict;
}

SEC("sk_skb") int received(struct __sk_buff *skb)
{
	struct place key = {};
	__u32 at = at_index;
	struct bpf_sock *sk;

	if (!skb->len)
		return SK_PASS;
	sk = bpf_map_lookup_elem(&ends, &at);
	if (sk) {
		state = sk->state;
		family = sk->family;
		bpf_sk_release(sk);
	}
	sk = bpf_map_lookup_elem(&table, &key);
	if (sk)
		bpf_sk_release(sk);
	else
		has_none = 1;
	by_key = bpf_sk_redirect_hash(skb, &table, &key, flags);
	result = bpf_sk_redirect_map(skb, &ends, at_index, flags);
	return verdict;
}

#ifdef KEPT
SEC("sk_skb") int wrong(struct __sk_buff *skb)
{
	__u32 at = 0;
	struct bpf_sock *sk = bpf_map_lookup_elem(&ends, &at);

	return sk ? SK_PASS : SK_DROP;
}
#endif

#ifdef UPDATE
SEC("sk_skb") int wrong(struct __sk_buff *skb)
{
	__u32 at = 0;
	struct bpf_sock *sk = bpf_map_lookup_elem(&ends, &at);

	if (sk) {
		bpf_map_update_elem(&own, &at, sk, BPF_ANY);
		bpf_sk_release(sk);
	}
	return SK_PASS;
}
#endif

#ifdef DELETION
SEC("sk_skb") int wrong(struct __sk_buff *skb)
{
	__u32 at = 0;

	return bpf_map_delete_elem(&ends, &at) ? SK_DROP : SK_PASS;
}
#endif

#ifdef OTHER_MAP
SEC("sk_skb") int wrong(struct __sk_buff *skb)
{
	return bpf_sk_redirect_map(skb, &table, 0, 0);
}
#endif

char LICENSE[] SEC("license") = "GPL";
