// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Replaces the last bytes of a packet with a trailer, however many fragments the packet has. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_dynptr_from_xdp(struct xdp_md *x, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern u64 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, u64 offset,
			      void *buffer__nullable, u64 buffer__szk) __ksym;
extern void *bpf_dynptr_slice_rdwr(const struct bpf_dynptr *p, u64 offset,
				   void *buffer__nullable, u64 buffer__szk) __ksym;
extern int bpf_dynptr_copy(const struct bpf_dynptr *dst_ptr, u64 dst_off,
			   const struct bpf_dynptr *src_ptr, u64 src_off,
			   u64 size) __ksym;
extern int bpf_dynptr_memset(const struct bpf_dynptr *p, u64 offset, u64 size,
			     u8 val) __ksym;

#define GAP 4
#define TRAILER 8

u8 trailer[TRAILER] = { 0xfe, 0xed, 1, 2, 3, 4, 5, 6 };
/* By how many bytes the packet is shortened after the dynptr was made. */
const volatile int cut = 0;

int blanked;
int copied;
int read_back;
bool has_slice;
bool has_writable_slice;

SEC("xdp.frags")
int put_trailer(struct xdp_md *ctx)
{
	struct bpf_dynptr packet, source;
	u64 size;

	bpf_dynptr_from_xdp(ctx, 0, &packet);
	bpf_dynptr_from_mem(trailer, sizeof(trailer), 0, &source);
	size = bpf_dynptr_size(&packet);
	if (size < GAP + TRAILER)
		return XDP_DROP;
	if (cut && bpf_xdp_adjust_tail(ctx, -cut))
		return XDP_DROP;

	blanked = bpf_dynptr_memset(&packet, size - TRAILER - GAP, GAP, 0);
	copied = bpf_dynptr_copy(&packet, size - TRAILER, &source, 0, TRAILER);
	read_back = bpf_dynptr_copy(&source, 0, &packet, size - TRAILER, TRAILER);
	has_slice = bpf_dynptr_slice(&packet, size - TRAILER, NULL, TRAILER) != NULL;
	has_writable_slice = bpf_dynptr_slice_rdwr(&packet, size - TRAILER, NULL, TRAILER) != NULL;
	return XDP_PASS;
}

char _license[] SEC("license") = "Dual BSD/GPL";
