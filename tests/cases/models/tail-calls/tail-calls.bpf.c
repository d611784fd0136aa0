// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

int first(struct __sk_buff *ctx);
int again(struct __sk_buff *ctx);
int last(struct __sk_buff *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, 4);
	__array(values, int(struct __sk_buff *));
} programs SEC(".maps") = { .values = { [0] = &first, [1] = &again, [3] = &last } };

__u64 rounds, fell_through, in_last, after;
volatile const __u32 at_index = 0;

SEC("tc") int first(struct __sk_buff *ctx)
{
	rounds++;
	bpf_tail_call(ctx, &programs, 3);
	return 1;
}

SEC("tc") int again(struct __sk_buff *ctx)
{
	rounds++;
	bpf_tail_call(ctx, &programs, 1);
	return 7;
}

SEC("tc") int last(struct __sk_buff *ctx)
{
	in_last = ctx->len;
	return 42;
}

SEC("tc") int keeps_pointer(struct __sk_buff *ctx)
{
	__u8 *first_byte = (void *)(long)ctx->data;

	if ((void *)(first_byte + 1) > (void *)(long)ctx->data_end)
		return 9;
	bpf_tail_call(ctx, &programs, at_index);
	*first_byte = 5;
	return 4;
}

static __noinline int through(struct __sk_buff *ctx)
{
	volatile int kept = 5;

	bpf_tail_call(ctx, &programs, at_index);
	fell_through = 1;
	return kept;
}

SEC("tc") int run(struct __sk_buff *ctx)
{
	bpf_tail_call(ctx, &programs, at_index);
	fell_through = 1;
	return 3;
}

SEC("tc") int from_subprogram(struct __sk_buff *ctx)
{
	int result = through(ctx);

	after = 1;
	return result + 100;
}

int wrote(void *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, 4);
	__array(values, int(void *));
} of_system_calls SEC(".maps") = { .values = { [1] = &wrote } };

__u32 written;

SEC("syscall") int wrote(void *ctx)
{
	written += 5;
	return 3;
}

SEC("syscall") int prepare(void *ctx)
{
	written += 100;
	bpf_tail_call(ctx, &of_system_calls, 1);
	written += 1000;
	return 0;
}

SEC("syscall") int again_and_again(void *ctx)
{
	written++;
	bpf_tail_call(ctx, &of_system_calls, at_index);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
