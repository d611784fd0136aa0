// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct bpf_devmap_val);
} devices SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP_HASH);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct bpf_devmap_val);
} hashed SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} cpus SEC(".maps");

u32 redirected, on_device, on_cpu, ingress, egress, queue, length, mark, cut = 1;

/* Other packets of the device are none of ours. */
static bool is_ours(struct xdp_md *ctx)
{
	u8 *data = (void *)(long)ctx->data;

	return (void *)(data + 20) <= (void *)(long)ctx->data_end && data[12] == 8 && data[13] == 0;
}

static void put_mark(struct xdp_md *ctx, u8 value)
{
	u8 *data = (void *)(long)ctx->data;

	if ((void *)(data + 20) <= (void *)(long)ctx->data_end)
		data[19] = value;
}

static void look(struct xdp_md *ctx)
{
	u8 *data = (void *)(long)ctx->data;

	ingress = ctx->ingress_ifindex;
	queue = ctx->rx_queue_index;
	length = ctx->data_end - ctx->data;
	if ((void *)(data + 20) <= (void *)(long)ctx->data_end)
		mark = mark << 8 | data[19];
}

SEC("xdp") int to_device(struct xdp_md *ctx)
{
	if (!is_ours(ctx))
		return XDP_PASS;
	redirected++;
	put_mark(ctx, 7);
	bpf_xdp_adjust_tail(ctx, -cut);
	return bpf_redirect_map(&devices, 1, XDP_DROP);
}

SEC("xdp") int to_hashed(struct xdp_md *ctx)
{
	if (!is_ours(ctx))
		return XDP_PASS;
	redirected++;
	put_mark(ctx, 8);
	bpf_xdp_adjust_head(ctx, 0);
	return bpf_redirect_map(&hashed, 77, XDP_DROP);
}

SEC("xdp") int to_cpu(struct xdp_md *ctx)
{
	if (!is_ours(ctx))
		return XDP_PASS;
	redirected++;
	put_mark(ctx, 9);
	return bpf_redirect_map(&cpus, 0, XDP_DROP);
}

/* A redirect that was found, and not returned. */
SEC("xdp") int found_only(struct xdp_md *ctx)
{
	if (!is_ours(ctx))
		return XDP_PASS;
	redirected++;
	bpf_redirect_map(&devices, 1, XDP_DROP);
	return XDP_DROP;
}

SEC("xdp/devmap") int drop_it(struct xdp_md *ctx)
{
	on_device++;
	egress = ctx->egress_ifindex;
	look(ctx);
	return XDP_DROP;
}

/* No verdict for such a program: the packet is dropped. */
SEC("xdp/devmap") int back(struct xdp_md *ctx)
{
	on_device += 10;
	look(ctx);
	return XDP_TX;
}

SEC("xdp/cpumap") int let_pass(struct xdp_md *ctx)
{
	on_cpu++;
	look(ctx);
	return XDP_PASS;
}

SEC("xdp/cpumap") int go_on(struct xdp_md *ctx)
{
	on_cpu++;
	look(ctx);
	put_mark(ctx, 5);
	return bpf_redirect_map(&devices, 0, XDP_PASS);
}

char _license[] SEC("license") = "GPL";
