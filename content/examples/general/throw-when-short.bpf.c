// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Leaves a parser from deep inside with an exception: what is thrown is what the program returns. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define TC_ACT_SHOT 2

extern void bpf_throw(u64 cookie) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

u32 parsed;
u32 missing_bytes;

static __noinline u32 require(u32 length, u32 wanted)
{
	if (length < wanted) {
		missing_bytes = wanted - length;
		bpf_throw(TC_ACT_SHOT);
	}
	return length - wanted;
}

/* No caller of require() needs an error path: a failure does not return to it. */
static __noinline u32 parse(u32 length)
{
	u32 left = require(length, sizeof(struct ethhdr));

	left = require(left, sizeof(struct iphdr));
	return require(left, sizeof(struct udphdr));
}

SEC("tc")
int drop_short(struct __sk_buff *skb)
{
#ifdef IN_SECTION
	bpf_rcu_read_lock();
#endif
	parsed = parse(skb->len) + 1;
#ifdef IN_SECTION
	bpf_rcu_read_unlock();
#endif
	return TC_ACT_OK;
}

#ifdef IN_CALLBACK
static int parse_again(u64 index, u32 *length)
{
	*length = require(*length, sizeof(struct iphdr) + index);
	return 0;
}

/* Headers inside headers, parsed in a loop. */
SEC("tc")
int drop_short_tunnels(struct __sk_buff *skb)
{
	u32 length = skb->len;

	bpf_loop(4, parse_again, &length, 0);
	return TC_ACT_OK;
}
#endif

char _license[] SEC("license") = "Dual BSD/GPL";
