// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

#define FRAMES 32

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 16);
	__type(key, __u32);
	__uint(value_size, FRAMES * 8);
} traces SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__uint(value_size, 8);
} one SEC(".maps");

__u64 stack[FRAMES];
/* struct bpf_stack_build_id */
struct {
	__s32 status;
	unsigned char build_id[20];
	__u64 address;
} ids[4];

bool is_kernel, is_user, is_task, is_whole, is_filled, is_cleared, is_by_id;
long one_frame, no_frames, first_frames;
long unknown_flag, kernel_by_id, odd_size, too_few, odd_ids;
bool is_same, is_other, is_fast;
long bad_id_flag, taken, replaced;

static bool is_size(long result)
{
	return result > 0 && result % 8 == 0;
}

/* Global, so that the verifier goes through the loop once. */
__weak int is_zero_from(long at)
{
	for (int index = 0; index < FRAMES; index++)
		if (index * 8 >= at && stack[index])
			return 0;
	return 1;
}

SEC("raw_tp/sys_enter") int walk(void *ctx)
{
	long result;

	stack[FRAMES - 1] = 1;
	result = bpf_get_stack(ctx, stack, sizeof(stack), 0);
	is_kernel = is_size(result) && stack[0] > 0xffff800000000000ull;
	is_filled = is_zero_from(result) && stack[FRAMES - 1] == 0;
	one_frame = bpf_get_stack(ctx, stack, 8, 0);
	first_frames = bpf_get_stack(ctx, stack, 16, 1);
	no_frames = bpf_get_stack(ctx, stack, 0, 0);
	result = bpf_get_stack(ctx, stack, sizeof(stack), BPF_F_USER_STACK);
	is_user = is_size(result) && stack[0] && stack[0] < 0xffff800000000000ull;
	unknown_flag = bpf_get_stack(ctx, stack, sizeof(stack), BPF_F_REUSE_STACKID);
	is_cleared = is_zero_from(0);
	kernel_by_id = bpf_get_stack(ctx, ids, sizeof(ids), BPF_F_USER_BUILD_ID);
	odd_size = bpf_get_stack(ctx, stack, 12, 0);
	odd_ids = bpf_get_stack(ctx, ids, 24, BPF_F_USER_STACK | BPF_F_USER_BUILD_ID);
	too_few = bpf_get_stack(ctx, stack, 8, 126);
	result = bpf_get_stack(ctx, ids, sizeof(ids), BPF_F_USER_STACK | BPF_F_USER_BUILD_ID);
	is_by_id = result > 0 && result % 32 == 0 &&
		   (ids[0].status == 2 || ids[0].status == 1);
	return 0;
}

SEC("raw_tp/sys_enter") int of_task(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	long result = bpf_get_task_stack(task, stack, sizeof(stack), BPF_F_USER_STACK);

	is_task = is_size(result) && is_zero_from(result);
	unknown_flag = bpf_get_task_stack(task, stack, sizeof(stack), BPF_F_FAST_STACK_CMP);
	return 0;
}

SEC("raw_tp/sys_enter") int store(void *ctx)
{
	long first = bpf_get_stackid(ctx, &traces, 0), again, skipped;

	again = bpf_get_stackid(ctx, &traces, BPF_F_REUSE_STACKID);
	skipped = bpf_get_stackid(ctx, &one, BPF_F_USER_STACK);
	is_same = first >= 0 && first < 16;
	is_other = again >= 0 && again < 16;
	is_fast = skipped == 0;
	taken = bpf_get_stackid(ctx, &one, 0);
	replaced = bpf_get_stackid(ctx, &one, BPF_F_REUSE_STACKID);
	bad_id_flag = bpf_get_stackid(ctx, &traces, BPF_F_USER_BUILD_ID);
	too_few = bpf_get_stackid(ctx, &traces, 126);
	return 0;
}

#ifdef OTHER_MAP
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} array SEC(".maps");

SEC("raw_tp/sys_enter") int wrong(void *ctx)
{
	return bpf_get_stackid(ctx, &array, 0);
}
#endif

#ifdef LOOKS_UP
SEC("raw_tp/sys_enter") int wrong(void *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&traces, &key) != 0;
}
#endif
