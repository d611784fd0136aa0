// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

struct nf_conn *bpf_xdp_ct_lookup(struct xdp_md *xdp_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz,
				  struct bpf_ct_opts *opts, u32 opts__sz) __ksym;
struct nf_conn *bpf_skb_ct_lookup(struct __sk_buff *skb_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz,
				  struct bpf_ct_opts *opts, u32 opts__sz) __ksym;
struct nf_conn___init *bpf_xdp_ct_alloc(struct xdp_md *xdp_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz,
					struct bpf_ct_opts *opts, u32 opts__sz) __ksym;
struct nf_conn___init *bpf_skb_ct_alloc(struct __sk_buff *skb_ctx, struct bpf_sock_tuple *bpf_tuple, u32 tuple__sz,
					struct bpf_ct_opts *opts, u32 opts__sz) __ksym;
struct nf_conn *bpf_ct_insert_entry(struct nf_conn___init *nfct_i) __ksym;
void bpf_ct_release(struct nf_conn *nfct) __ksym;
void bpf_ct_set_timeout(struct nf_conn___init *nfct, u32 timeout) __ksym;
int bpf_ct_change_timeout(struct nf_conn *nfct, u32 timeout) __ksym;
int bpf_ct_set_status(const struct nf_conn___init *nfct, u32 status) __ksym;
int bpf_ct_change_status(struct nf_conn *nfct, u32 status) __ksym;

const volatile __u16 source = 1000, destination = 2000, zone;
const volatile __u8 protocol = 17, zone_dir, reserved;
const volatile int namespace = -1;
const volatile __u32 wanted, milliseconds = 5000, tuple_bytes = 12, opts_bytes = 16;

long result, again, error, direction, status, mark, state, found, inserted, timeout, zone_id, zone_direction, port, duplicate;

static struct bpf_sock_tuple tuple(void)
{
	struct bpf_sock_tuple both;

	__builtin_memset(&both, 0, sizeof(both));
	both.ipv4.saddr = bpf_htonl(0x0a000001);
	both.ipv4.daddr = bpf_htonl(0x0a000002);
	both.ipv4.sport = bpf_htons(source);
	both.ipv4.dport = bpf_htons(destination);
	return both;
}

static struct bpf_ct_opts options(void)
{
	struct bpf_ct_opts opts;

	__builtin_memset(&opts, 0, sizeof(opts));
	opts.netns_id = namespace;
	opts.l4proto = protocol;
	opts.ct_zone_id = zone;
	opts.ct_zone_dir = zone_dir;
	opts.reserved[1] = reserved;
	opts.dir = 9;
	opts.error = 99;
	return opts;
}

static void tell(const struct bpf_ct_opts *opts)
{
	error = opts->error;
	direction = opts->dir;
	zone_direction = opts->ct_zone_dir;
}

SEC("xdp") int look_up(struct xdp_md *ctx)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_ct_opts opts = options();
	struct nf_conn *entry;

	if (opts_bytes == 12)
		entry = bpf_xdp_ct_lookup(ctx, &both, sizeof(both.ipv4), &opts, 12);
	else if (opts_bytes == 8)
		entry = bpf_xdp_ct_lookup(ctx, &both, sizeof(both.ipv4), &opts, 8);
	else if (opts_bytes == 4)
		entry = bpf_xdp_ct_lookup(ctx, &both, sizeof(both.ipv4), &opts, 4);
	else if (tuple_bytes == 36)
		entry = bpf_xdp_ct_lookup(ctx, &both, sizeof(both.ipv6), &opts, sizeof(opts));
	else if (tuple_bytes == 13)
		entry = bpf_xdp_ct_lookup(ctx, &both, 13, &opts, sizeof(opts));
	else
		entry = bpf_xdp_ct_lookup(ctx, &both, sizeof(both.ipv4), &opts, sizeof(opts));
	tell(&opts);
	if (!entry)
		return XDP_PASS;
	found = 1;
	status = entry->status;
	mark = entry->mark;
	state = entry->proto.tcp.state;
	port = bpf_ntohs(entry->tuplehash[1].tuple.src.u.all);
	result = bpf_ct_change_status(entry, wanted ? wanted : entry->status);
	status += 0x10000 * entry->status;
	timeout = bpf_ct_change_timeout(entry, milliseconds);
	bpf_ct_release(entry);
	return XDP_PASS;
}

SEC("xdp") int allocate(struct xdp_md *ctx)
{
	struct bpf_sock_tuple both = tuple(), back;
	struct bpf_ct_opts opts = options();
	struct nf_conn___init *fresh = bpf_xdp_ct_alloc(ctx, &both, sizeof(both.ipv4), &opts, sizeof(opts));
	struct nf_conn *entry;

	tell(&opts);
	if (!fresh)
		return XDP_PASS;
	found = 1;
	timeout = fresh->ct.timeout;
	bpf_ct_set_timeout(fresh, milliseconds);
	again = fresh->ct.timeout;
	result = bpf_ct_set_status(fresh, wanted);
	status = fresh->ct.status;
	port = bpf_ntohs(fresh->ct.tuplehash[1].tuple.src.u.all);
	zone_id = fresh->ct.zone.id + 0x10000 * fresh->ct.zone.dir;
	entry = bpf_ct_insert_entry(fresh);
	if (!entry)
		return XDP_PASS;
	inserted = 1;
	status += 0x10000 * entry->status;
	mark = entry->mark;
	bpf_ct_release(entry);

	back = both;
	back.ipv4.saddr = both.ipv4.daddr;
	back.ipv4.daddr = both.ipv4.saddr;
	back.ipv4.sport = both.ipv4.dport;
	back.ipv4.dport = both.ipv4.sport;
	opts = options();
	entry = bpf_xdp_ct_lookup(ctx, &back, sizeof(back.ipv4), &opts, sizeof(opts));
	tell(&opts);
	if (entry) {
		state = entry->status;
		bpf_ct_release(entry);
	}
	fresh = bpf_xdp_ct_alloc(ctx, &both, sizeof(both.ipv4), &opts, sizeof(opts));
	if (!fresh)
		return XDP_PASS;
	entry = bpf_ct_insert_entry(fresh);
	duplicate = entry ? 1 : 2;
	if (entry)
		bpf_ct_release(entry);
	return XDP_PASS;
}

SEC("tc") int of_a_packet(struct __sk_buff *skb)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_ct_opts opts = options();
	struct nf_conn *entry = bpf_skb_ct_lookup(skb, &both, sizeof(both.ipv4), &opts, sizeof(opts));
	struct nf_conn___init *fresh;

	tell(&opts);
	if (entry) {
		found = 1;
		bpf_ct_release(entry);
		return 0;
	}
	fresh = bpf_skb_ct_alloc(skb, &both, sizeof(both.ipv4), &opts, sizeof(opts));
	if (!fresh)
		return 0;
	entry = bpf_ct_insert_entry(fresh);
	if (!entry)
		return 0;
	inserted = 1;
	bpf_ct_release(entry);
	return 0;
}

#ifdef LEAK
SEC("xdp") int wrong(struct xdp_md *ctx)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_ct_opts opts = options();

	found = bpf_xdp_ct_lookup(ctx, &both, sizeof(both.ipv4), &opts, sizeof(opts)) != NULL;
	return XDP_PASS;
}
#endif

#ifdef NOT_INSERTED
SEC("xdp") int wrong(struct xdp_md *ctx)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_ct_opts opts = options();

	found = bpf_xdp_ct_alloc(ctx, &both, sizeof(both.ipv4), &opts, sizeof(opts)) != NULL;
	return XDP_PASS;
}
#endif

#ifdef TWICE
SEC("xdp") int wrong(struct xdp_md *ctx)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_ct_opts opts = options();
	struct nf_conn *entry = bpf_xdp_ct_lookup(ctx, &both, sizeof(both.ipv4), &opts, sizeof(opts));

	if (!entry)
		return XDP_PASS;
	bpf_ct_release(entry);
	mark = entry->mark;
	return XDP_PASS;
}
#endif

#ifdef WRITTEN
SEC("xdp") int wrong(struct xdp_md *ctx)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_ct_opts opts = options();
	struct nf_conn *entry = bpf_xdp_ct_lookup(ctx, &both, sizeof(both.ipv4), &opts, sizeof(opts));

	if (!entry)
		return XDP_PASS;
	entry->mark = 1;
	bpf_ct_release(entry);
	return XDP_PASS;
}
#endif

#ifdef UNINSERTED_RELEASED
SEC("xdp") int wrong(struct xdp_md *ctx)
{
	struct bpf_sock_tuple both = tuple();
	struct bpf_ct_opts opts = options();
	struct nf_conn___init *fresh = bpf_xdp_ct_alloc(ctx, &both, sizeof(both.ipv4), &opts, sizeof(opts));

	if (!fresh)
		return XDP_PASS;
	bpf_ct_release((struct nf_conn *)fresh);
	return XDP_PASS;
}
#endif

char LICENSE[] SEC("license") = "GPL";
