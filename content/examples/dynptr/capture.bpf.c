// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Sends the start of each packet's payload to user space, in a record that is as long as the data. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0

extern int bpf_dynptr_from_skb(struct __sk_buff *s, u64 flags,
			       struct bpf_dynptr *ptr__uninit) __ksym;
extern int bpf_dynptr_clone(const struct bpf_dynptr *p,
			    struct bpf_dynptr *clone__uninit) __ksym;
extern int bpf_dynptr_adjust(struct bpf_dynptr *p, u64 start, u64 end) __ksym;
extern u64 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;
extern int bpf_dynptr_copy(const struct bpf_dynptr *dst_ptr, u64 dst_off,
			   const struct bpf_dynptr *src_ptr, u64 src_off,
			   u64 size) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} captured SEC(".maps");

const volatile u64 payload_start = 42;
/* Of one record; more than the ring buffer holds can't be reserved. */
const volatile u32 record_size = 8;
const volatile u64 most = 8;

u64 packet_size;
u64 payload_size;
int copied;

SEC("tc")
int capture_payload(struct __sk_buff *skb)
{
	struct bpf_dynptr packet, payload, record;
	u64 length;

	bpf_dynptr_from_skb(skb, 0, &packet);
	/* The clone is narrowed; the original still covers the whole packet. */
	bpf_dynptr_clone(&packet, &payload);
	if (bpf_dynptr_adjust(&payload, payload_start, bpf_dynptr_size(&packet)))
		return TC_ACT_OK;
	packet_size = bpf_dynptr_size(&packet);
	payload_size = bpf_dynptr_size(&payload);
	length = payload_size < most ? payload_size : most;

	/* If it fails the dynptr is null, and has to be released all the same. */
	bpf_ringbuf_reserve_dynptr(&captured, record_size, 0, &record);
	copied = bpf_dynptr_copy(&record, 0, &payload, 0, length);
#ifndef LEAK
	if (copied)
		bpf_ringbuf_discard_dynptr(&record, 0);
	else
		bpf_ringbuf_submit_dynptr(&record, 0);
#endif
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
