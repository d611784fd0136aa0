// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, 4);
	__uint(value_size, 4);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} orders SEC(".maps");

__s64 plain, with_packet, too_long, flags, beyond;
__s64 drained, drained_again, drain_flags, sum, sizes;

SEC("tc") int send(struct __sk_buff *ctx)
{
	__u32 value = 0x11223344;

	plain = bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, &value, sizeof(value));
	with_packet = bpf_perf_event_output(ctx, &events, 0 | 6ULL << 32, &value, 2);
	too_long = bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU | 0xfffffULL << 32, &value, sizeof(value));
	flags = bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU | 1ULL << 60, &value, sizeof(value));
	beyond = bpf_perf_event_output(ctx, &events, 4000, &value, sizeof(value));
	return 0;
}

SEC("xdp") int send_frame(struct xdp_md *ctx)
{
	__u16 value = 0x1122;

	plain = bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU | 4ULL << 32, &value, sizeof(value));
	too_long = bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU | 100ULL << 32, &value, sizeof(value));
	return XDP_PASS;
}

static long take(struct bpf_dynptr *record, void *context)
{
	__u32 value = 0;

	if (bpf_dynptr_read(&value, sizeof(value), record, 0, 0))
		return 0;
	sum += value;
	sizes = sizes * 10 + (bpf_dynptr_data(record, 0, 8) ? 8 : 4);
	bpf_ringbuf_output(&ring, &value, sizeof(value), 0);
	return value == *(__u32 *)context;
}

SEC("syscall") int drain(void *ctx)
{
	__u32 last = 7;

	drain_flags = bpf_user_ringbuf_drain(&orders, take, &last, 4);
	drained = bpf_user_ringbuf_drain(&orders, take, &last, 0);
	drained_again = bpf_user_ringbuf_drain(&orders, take, &last, BPF_RB_NO_WAKEUP);
	return 0;
}

#ifdef PEEK
static long peek(struct bpf_dynptr *record, void *context)
{
	return *(__u64 *)record == 1;
}

SEC("syscall") int look(void *ctx)
{
	return bpf_user_ringbuf_drain(&orders, peek, NULL, 0) != 1;
}
#endif

#ifdef WRONG
SEC("tc") int wrong(struct __sk_buff *ctx)
{
	__u32 value = 1;

	return bpf_perf_event_output(ctx, &ring, BPF_F_CURRENT_CPU, &value, sizeof(value)) != 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
