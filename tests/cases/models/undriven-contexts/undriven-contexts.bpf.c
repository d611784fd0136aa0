// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_REUSEPORT_SOCKARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} listeners SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

__u64 found;

#ifdef HALF_HASH
SEC("sk_reuseport") int half_hash(struct sk_reuseport_md *ctx)
{
	return *(volatile __u16 *)&ctx->hash;
}
#endif

#ifdef BYTE_PROTOCOL
SEC("sk_reuseport") int byte_protocol(struct sk_reuseport_md *ctx)
{
	return *(volatile __u8 *)&ctx->eth_protocol;
}
#endif

#ifdef WRITE
SEC("sk_reuseport") int write(struct sk_reuseport_md *ctx)
{
	ctx->hash = 1;
	return SK_PASS;
}
#endif

#ifdef WRITE_PACKET
SEC("sk_reuseport") int write_packet(struct sk_reuseport_md *ctx)
{
	__u8 *bytes = ctx->data;

	if (bytes + 1 > (__u8 *)ctx->data_end)
		return SK_DROP;
	*bytes = 1;
	return SK_PASS;
}
#endif

#ifdef OTHER_MAP
SEC("sk_reuseport") int other_map(struct sk_reuseport_md *ctx)
{
	__u32 key = 0;

	return bpf_sk_select_reuseport(ctx, &numbers, &key, 0) ? SK_DROP : SK_PASS;
}
#endif

#ifdef LOOK_UP
SEC("sk_reuseport") int look_up(struct sk_reuseport_md *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&listeners, &key) ? SK_DROP : SK_PASS;
}
#endif

#ifdef PLAIN_EGRESS
SEC("xdp") int plain_egress(struct xdp_md *ctx)
{
	return ctx->egress_ifindex;
}
#endif

#ifdef CPU_EGRESS
SEC("xdp/cpumap") int cpu_egress(struct xdp_md *ctx)
{
	return ctx->egress_ifindex;
}
#endif

#ifdef HALF_ARGUMENT
SEC("raw_tp.w/nbd_send_request") int half_argument(__u64 *ctx)
{
	return *(volatile __u32 *)ctx;
}
#endif

#ifdef BEFORE_BUFFER
SEC("raw_tp.w/nbd_send_request") int before_buffer(__u64 *ctx)
{
	__u32 *buffer = (void *)ctx[0];

	return buffer[-1];
}
#endif
