// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

enum { ROOM = 8, TRAILER = 6 };

int error;
__u32 length;
__u32 meta;

#ifdef STALE
SEC("xdp")
int stale(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data;

	if (data + 1 > (__u8 *)(long)ctx->data_end)
		return XDP_DROP;
	bpf_xdp_adjust_head(ctx, 0);
	return data[0]; /* a pointer from before the call */
}
#else
static void measure(struct xdp_md *ctx)
{
	length = bpf_xdp_get_buff_len(ctx);
	meta = ctx->data - ctx->data_meta;
}

SEC("xdp")
int push(struct xdp_md *ctx)
{
	__u8 *data;

	error = bpf_xdp_adjust_head(ctx, -ROOM);
	measure(ctx);
	data = (void *)(long)ctx->data;
	if (data + ROOM > (__u8 *)(long)ctx->data_end)
		return XDP_DROP;
	data[0] = 0x5a;
	data[ROOM - 1] = 0xa5;
	return XDP_TX;
}

SEC("xdp")
int pull(struct xdp_md *ctx)
{
	error = bpf_xdp_adjust_head(ctx, ROOM);
	measure(ctx);
	return XDP_PASS;
}

/* What was cut off is still there when the room is taken back. */
SEC("xdp")
int there_and_back(struct xdp_md *ctx)
{
	bpf_xdp_adjust_head(ctx, ROOM);
	error = bpf_xdp_adjust_head(ctx, -ROOM);
	measure(ctx);
	return XDP_PASS;
}

SEC("xdp")
int head_limits(struct xdp_md *ctx)
{
	error = bpf_xdp_adjust_head(ctx, -217) == -22 && bpf_xdp_adjust_head(ctx, -216) == 0 &&
		bpf_xdp_adjust_head(ctx, -1) == -22 && bpf_xdp_adjust_head(ctx, 216) == 0 &&
		bpf_xdp_adjust_head(ctx, 17) == -22 && bpf_xdp_adjust_head(ctx, 16) == 0;
	measure(ctx);
	return XDP_PASS;
}

SEC("xdp")
int mark(struct xdp_md *ctx)
{
	__u32 *word;

	error = bpf_xdp_adjust_meta(ctx, -4);
	word = (void *)(long)ctx->data_meta;
	if (word + 1 > (__u32 *)(long)ctx->data)
		return XDP_DROP;
	*word = 0x11223344;
	measure(ctx);
	return XDP_PASS;
}

/* The metadata goes along. */
SEC("xdp")
int mark_and_push(struct xdp_md *ctx)
{
	__u32 *word;

	bpf_xdp_adjust_meta(ctx, -4);
	word = (void *)(long)ctx->data_meta;
	if (word + 1 > (__u32 *)(long)ctx->data)
		return XDP_DROP;
	*word = 0x11223344;
	error = bpf_xdp_adjust_head(ctx, -ROOM);
	measure(ctx);
	return XDP_PASS;
}

SEC("xdp")
int meta_limits(struct xdp_md *ctx)
{
	error = bpf_xdp_adjust_meta(ctx, -2) == -13 && bpf_xdp_adjust_meta(ctx, 4) == -22 &&
		bpf_xdp_adjust_meta(ctx, -220) == -22 && bpf_xdp_adjust_meta(ctx, -216) == 0 &&
		bpf_xdp_adjust_meta(ctx, 212) == 0 && bpf_xdp_adjust_meta(ctx, 4) == 0;
	measure(ctx);
	return XDP_PASS;
}

SEC("xdp.frags")
int grow(struct xdp_md *ctx)
{
	error = bpf_xdp_adjust_tail(ctx, TRAILER);
	measure(ctx);
	return XDP_PASS;
}

SEC("xdp.frags")
int trim(struct xdp_md *ctx)
{
	error = bpf_xdp_adjust_tail(ctx, -10);
	measure(ctx);
	return XDP_PASS;
}

SEC("xdp")
int tail_limits(struct xdp_md *ctx)
{
	error = bpf_xdp_adjust_tail(ctx, -17) == -22 && bpf_xdp_adjust_tail(ctx, 4096) == -22 &&
		bpf_xdp_adjust_tail(ctx, 3490) == 0 && bpf_xdp_adjust_tail(ctx, 1) == -22 &&
		bpf_xdp_adjust_tail(ctx, -3490) == 0;
	measure(ctx);
	return XDP_PASS;
}
#endif

char LICENSE[] SEC("license") = "Dual BSD/GPL";
