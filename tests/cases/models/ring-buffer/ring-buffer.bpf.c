// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

__s64 flags, too_large, output, output_flags, crowded, available, size, consumer, producer, unknown;
__s64 by_dynptr, write, null_size;
volatile const __u32 late;

SEC("syscall") int run(void *ctx)
{
	char text[20] = "a record";
	__u64 *record;

	record = bpf_ringbuf_reserve(&ring, 8, 1);
	flags = record != NULL;
	if (record)
		bpf_ringbuf_discard(record, 0);
	record = bpf_ringbuf_reserve(&ring, 4096, 0);
	too_large = record != NULL;
	if (record)
		bpf_ringbuf_discard(record, 0);
	record = bpf_ringbuf_reserve(&ring, 16, 0);
	if (!record)
		return 1;
	record[0] = 1;
	record[1] = 2;
	bpf_ringbuf_submit(record, 0);
	record = bpf_ringbuf_reserve(&ring, 8, 0);
	if (!record)
		return 2;
	bpf_ringbuf_discard(record, BPF_RB_NO_WAKEUP);
	output = bpf_ringbuf_output(&ring, text, sizeof(text), 0);
	output_flags = bpf_ringbuf_output(&ring, text, sizeof(text), 4);
	available = bpf_ringbuf_query(&ring, BPF_RB_AVAIL_DATA);
	size = bpf_ringbuf_query(&ring, BPF_RB_RING_SIZE);
	consumer = bpf_ringbuf_query(&ring, BPF_RB_CONS_POS);
	producer = bpf_ringbuf_query(&ring, BPF_RB_PROD_POS);
	unknown = bpf_ringbuf_query(&ring, 9);
	for (int count = 0; count < 300; count++)
		if (bpf_ringbuf_output(&ring, text, 8, 0)) {
			crowded = count;
			break;
		}
	return 0;
}

SEC("syscall") int run_dynptr(void *ctx)
{
	struct bpf_dynptr ptr;
	__u64 value = 0x1122334455667788;
	__u64 *data;

	by_dynptr = bpf_ringbuf_reserve_dynptr(&ring, late + 32, 0, &ptr);
	write = bpf_dynptr_write(&ptr, 8, &value, sizeof(value), 0);
	data = bpf_dynptr_data(&ptr, 8, 8);
	if (data)
		null_size = *data;
	bpf_ringbuf_submit_dynptr(&ptr, 0);
	flags = bpf_ringbuf_reserve_dynptr(&ring, 8, 1, &ptr);
	bpf_ringbuf_discard_dynptr(&ptr, 0);
	too_large = bpf_ringbuf_reserve_dynptr(&ring, 8000, 0, &ptr);
	bpf_ringbuf_discard_dynptr(&ptr, 0);
	return 0;
}

#ifdef LEAK
SEC("syscall") int leak(void *ctx)
{
	__u64 *record = bpf_ringbuf_reserve(&ring, 8, 0);

	return record != NULL;
}
#endif

#ifdef LATE
SEC("syscall") int use_late(void *ctx)
{
	__u64 *record = bpf_ringbuf_reserve(&ring, 8, 0);

	if (!record)
		return 0;
	bpf_ringbuf_submit(record, 0);
	return *record;
}
#endif

char LICENSE[] SEC("license") = "GPL";
