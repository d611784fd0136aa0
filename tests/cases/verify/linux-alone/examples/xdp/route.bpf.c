#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define AF_INET 2

extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;

const volatile u64 flags;
long route;
u8 header[4];

/* The emulator has no model of bpf_fib_lookup. */
SEC("xdp")
int find_route(struct xdp_md *ctx)
{
	struct bpf_fib_lookup params = { .family = AF_INET, .ifindex = ctx->ingress_ifindex };
	struct bpf_dynptr packet;
	u8 *data = (void *)(long)ctx->data;

	route = bpf_fib_lookup(ctx, &params, sizeof(params), 0);
#ifndef UNBOUNDED
	if (data + sizeof(header) > (u8 *)(long)ctx->data_end)
		return XDP_DROP;
#endif
	__builtin_memcpy(header, data, sizeof(header));
	return bpf_dynptr_from_xdp(ctx, flags, &packet) ? XDP_ABORTED : XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
