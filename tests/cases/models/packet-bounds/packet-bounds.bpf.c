// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define START(context) ((__u8 *)(long)(context)->data)
#define END(context) ((__u8 *)(long)(context)->data_end)

__u64 sum;

/* Each way to compare with the end. */
SEC("tc") int compared(struct __sk_buff *skb)
{
	__u8 *data = START(skb), *end = END(skb);

	asm volatile("r1 = %[data]\n"
		     "r1 += 8\n"
		     "if r1 > %[end] goto 1f\n"
		     "r2 = *(u8 *)(%[data] + 7)\n"
		     "r1 += 8\n"
		     "if r1 < %[end] goto 2f\n"
		     "goto 1f\n"
		     "2: r2 = *(u8 *)(%[data] + 16)\n"
		     "r1 += 8\n"
		     "if %[end] >= r1 goto 3f\n"
		     "goto 1f\n"
		     "3: r2 = *(u8 *)(%[data] + 23)\n"
		     "r1 += 8\n"
		     "if %[end] <= r1 goto 1f\n"
		     "r2 = *(u8 *)(%[data] + 32)\n"
		     "%[out] = 1\n"
		     "1:\n"
		     : [out] "=r"(sum)
		     : [data] "r"(data), [end] "r"(end)
		     : "r1", "r2");
	return 0;
}

/* A header of a length that the packet says itself. */
SEC("xdp") int variable(struct xdp_md *xdp)
{
	__u8 *data = START(xdp), *end = END(xdp), *payload;

	if (data + 15 > end)
		return XDP_DROP;
	payload = data + 14 + (data[14] & 15) * 4;
	if (payload + 2 > end)
		return XDP_DROP;
	sum = payload[0] + payload[1];
	return XDP_PASS;
}

/* Byte by byte. */
SEC("xdp") int bytes(struct xdp_md *xdp)
{
	__u8 *at = START(xdp), *end = END(xdp);
	int i;

	sum = 0;
#pragma clang loop unroll(disable)
	for (i = 0; i < 64; i++) {
		if (at + 1 > end)
			break;
		sum += *at++;
	}
	return XDP_PASS;
}

static __noinline int is_there(__u8 *at, __u8 *end)
{
	return at + 4 <= end;
}

/* What a function has compared is known behind its call, where it says so. */
SEC("xdp") int function(struct xdp_md *xdp)
{
	__u8 *data = START(xdp), *volatile kept = data;

	if (!is_there(data, END(xdp)))
		return XDP_DROP;
	sum = data[3] + kept[2];
	return XDP_PASS;
}

/* The end is known again after the packet was moved. */
SEC("xdp") int moved(struct xdp_md *xdp)
{
	__u8 *data = START(xdp);

	if (data + 2 > END(xdp))
		return XDP_DROP;
	sum = data[1];
	if (bpf_xdp_adjust_head(xdp, 4))
		return XDP_ABORTED;
	data = START(xdp);
	if (data + 1 > END(xdp))
		return XDP_DROP;
	sum += data[0];
	return XDP_PASS;
}

/* The packet ends where the pointer is that is compared, and metadata needs no end. */
SEC("xdp") int exact(struct xdp_md *xdp)
{
	__u8 *data, *end, *meta, *at;

	if (bpf_xdp_adjust_meta(xdp, -4))
		return XDP_ABORTED;
	data = START(xdp);
	end = END(xdp);
	meta = (__u8 *)(long)xdp->data_meta;
	at = data + 64;
	asm volatile("if %[end] < %[at] goto 1f\n"
		     "%[out] = *(u8 *)(%[at] - 1)\n"
		     "1:\n"
		     : [out] "=r"(sum)
		     : [end] "r"(end), [at] "r"(at));
	if (meta + 4 <= data) {
		at = meta;
	} else {
		if (data + 4 > end)
			return XDP_DROP;
		at = data;
	}
	barrier_var(at);
	*(__u32 *)at = 7;
	return XDP_PASS;
}

#define WRONG(condition, value)                                   \
	SEC("xdp") int wrong(struct xdp_md *xdp)                  \
	{                                                         \
		__u8 *data = START(xdp), *end = END(xdp);         \
                                                                  \
		barrier_var(data);                                \
		if (condition)                                    \
			return XDP_DROP;                          \
		return value;                                     \
	}

#ifdef NONE
WRONG(!end, data[0])
#endif
#ifdef SHORT
WRONG(data + 4 > end, data[4])
#endif
#ifdef WIDE
WRONG(data + 13 > end, *(__u16 *)(data + 12))
#endif
#ifdef WRITE
WRONG(data + 4 > end, data[4] = 1)
#endif
#ifdef INVERTED
WRONG(data + 80 < end, data[0])
#endif
#ifdef LENGTH
WRONG(end - data < 14, data[0])
#endif
#ifdef STRICT
WRONG(data + 4 >= end, data[5])
#endif
#ifdef MOVED
SEC("xdp") int wrong(struct xdp_md *xdp)
{
	__u8 *data = START(xdp);

	if (data + 14 > END(xdp))
		return XDP_DROP;
	if (bpf_xdp_adjust_head(xdp, 4))
		return XDP_ABORTED;
	data = START(xdp);
	return data[0];
}
#endif
#ifdef VARIABLE
SEC("xdp") int wrong(struct xdp_md *xdp)
{
	__u8 *data = START(xdp), *end = END(xdp), *payload;

	if (data + 15 > end)
		return XDP_DROP;
	payload = data + 14 + (data[14] & 15) * 4;
	barrier_var(payload);
	return payload[0];
}
#endif

#ifdef CURSOR
struct cursor {
	__u8 *at;
};

static __noinline int advance(struct cursor *cursor)
{
	cursor->at += 40;
	return 0;
}

SEC("xdp") int wrong(struct xdp_md *xdp)
{
	struct cursor cursor = { START(xdp) };

	if (cursor.at + 14 > END(xdp))
		return XDP_DROP;
	advance(&cursor);
	return *cursor.at;
}
#endif
