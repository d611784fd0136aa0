// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__u32 in_original, in_replacement, seen_length, last_called;
__u64 seen_pointee;

struct pair {
	__u64 left;
	__u64 right;
};

__weak int verdict(struct xdp_md *ctx, __u32 number)
{
	in_original++;
	return number > 5 ? XDP_DROP : XDP_PASS;
}

__weak int sum(struct pair *pair)
{
	in_original++;
	return pair ? pair->left : 0;
}

__weak void nothing(struct xdp_md *ctx)
{
	in_original++;
}

__weak long change(struct xdp_md *ctx)
{
	in_original++;
	return bpf_xdp_adjust_tail(ctx, -1);
}

static __noinline int hidden(struct xdp_md *ctx, __u32 number)
{
	barrier_var(ctx);
	in_original += number;
	return number;
}

SEC("xdp") int run(struct xdp_md *ctx)
{
	struct pair pair = { 30, 12 };
	int result = verdict(ctx, 7);

	result += sum(&pair) * 100;
	nothing(ctx);
	return result;
}

SEC("xdp") int changes(struct xdp_md *ctx)
{
	change(ctx);
	return hidden(ctx, 3);
}

SEC("xdp") int lone(struct xdp_md *ctx)
{
	return verdict(ctx, bpf_get_smp_processor_id() + 9) + verdict(ctx, 1);
}

SEC("xdp") int of_null(struct xdp_md *ctx)
{
	return sum(NULL);
}

SEC("freplace/verdict") int new_verdict(struct xdp_md *ctx, __u32 number)
{
	in_replacement++;
	seen_length = ctx->data_end - ctx->data;
	return number + 1;
}

static __noinline int both(struct pair *pair)
{
	return pair->left + pair->right;
}

SEC("freplace/sum") int new_sum(struct pair *pair)
{
	in_replacement++;
	if (!pair)
		return 0;
	seen_pointee = pair->right;
	return both(pair);
}

SEC("freplace/nothing") void new_nothing(struct xdp_md *ctx)
{
	in_replacement++;
}

SEC("freplace/change") long no_change(struct xdp_md *ctx)
{
	in_replacement++;
	return 0;
}

static __noinline long cut(__u64 index, struct xdp_md **ctx)
{
	return bpf_xdp_adjust_tail(*ctx, -2) != 0;
}

SEC("freplace/change") long change_in_callback(struct xdp_md *ctx)
{
	in_replacement++;
	return bpf_loop(3, cut, &ctx, 0);
}

SEC("freplace/run") int whole(struct xdp_md *ctx)
{
	in_replacement++;
	return 1234;
}

int called(struct __sk_buff *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, 4);
	__array(values, int(struct __sk_buff *));
} programs SEC(".maps") = { .values = { [0] = &called } };

SEC("tc") int called(struct __sk_buff *ctx)
{
	last_called++;
	return 77;
}

__weak int calls(struct __sk_buff *ctx, int index)
{
	in_original++;
	bpf_tail_call(ctx, &programs, index);
	return 1;
}

SEC("tc") int caller(struct __sk_buff *ctx)
{
	return calls(ctx, 5) + 1000;
}

SEC("freplace/calls") int calls_tail(struct __sk_buff *ctx, int index)
{
	in_replacement++;
	bpf_tail_call(ctx, &programs, 0);
	return 0;
}

void bpf_throw(__u64 cookie) __ksym;
struct task_struct *bpf_task_from_pid(__s32 pid) __ksym;
void bpf_task_release(struct task_struct *p) __ksym;

static __noinline int throw_above(__u32 number)
{
	in_replacement++;
	if (number > 3)
		bpf_throw(number + 30);
	in_replacement += 10;
	return number;
}

SEC("freplace/verdict") int throws(struct xdp_md *ctx, __u32 number)
{
	int result = throw_above(number);

	in_replacement += 100;
	return result;
}

SEC("freplace/run") int throws_main(struct xdp_md *ctx)
{
	return throw_above(ctx->data_end - ctx->data);
}

__weak int held_over(struct __sk_buff *ctx, __u32 number)
{
	in_original++;
	return number;
}

static int each(__u64 index, void *context)
{
	last_called += held_over(*(void **)context, index);
	return 0;
}

SEC("tc") int in_loop(struct __sk_buff *ctx)
{
	bpf_loop(6, each, &ctx, 0);
	return last_called;
}

SEC("tc") int holder(struct __sk_buff *ctx)
{
	struct task_struct *task = bpf_task_from_pid(1001);
	int result;

	if (!task)
		return 0;
	result = held_over(ctx, 5);
	bpf_task_release(task);
	return result;
}

SEC("freplace/held_over") int throws_over(struct __sk_buff *ctx, __u32 number)
{
	return throw_above(number);
}

#ifdef HOLDS
SEC("freplace/held_over") int wrong(struct __sk_buff *ctx, __u32 number)
{
	struct task_struct *task = bpf_task_from_pid(number);

	if (!task)
		return 0;
	bpf_throw(1);
	bpf_task_release(task);
	return 0;
}

SEC("tc") int lone_call(struct __sk_buff *ctx)
{
	return held_over(ctx, 1001);
}
#endif

#ifdef FEWER
SEC("freplace/verdict") int wrong(struct xdp_md *ctx)
{
	return 1;
}
#endif

#ifdef OTHER_RETURN
SEC("freplace/verdict") void wrong(struct xdp_md *ctx, __u32 number)
{
	in_replacement++;
}
#endif

#ifdef OTHER_SIZE
SEC("freplace/verdict") int wrong(struct xdp_md *ctx, __u64 number)
{
	return number;
}
#endif

#ifdef OTHER_KIND
SEC("freplace/verdict") int wrong(struct xdp_md *ctx, struct xdp_md *number)
{
	return 1;
}
#endif

#ifdef OTHER_STRUCT
struct other {
	__u64 left;
	__u64 right;
};

SEC("freplace/sum") int wrong(struct other *pair)
{
	return 1;
}
#endif

#ifdef OF_STATIC
SEC("freplace/hidden") int wrong(struct xdp_md *ctx, __u32 number)
{
	return 1;
}
#endif

#ifdef NOT_CALLED
SEC("freplace/sum") int wrong(struct pair *pair)
{
	return 1;
}
#endif

#ifdef CHANGES_PACKET
SEC("freplace/verdict") int wrong(struct xdp_md *ctx, __u32 number)
{
	bpf_xdp_adjust_head(ctx, 4);
	return number;
}
#endif

#ifdef CHANGES_BELOW
static __noinline int shorten(struct xdp_md *ctx)
{
	return bpf_xdp_adjust_tail(ctx, -1);
}

SEC("freplace/verdict") int wrong(struct xdp_md *ctx, __u32 number)
{
	if (in_original == 99)
		return shorten(ctx);
	return number;
}
#endif

#ifdef TAIL_CALLS
SEC("freplace/held_over") int wrong(struct __sk_buff *ctx, __u32 number)
{
	bpf_tail_call(ctx, &programs, 5);
	return number;
}
#endif

#ifdef SLEEPS
SEC("freplace/verdict") int wrong(struct xdp_md *ctx, __u32 number)
{
	__u32 word;

	bpf_copy_from_user(&word, sizeof(word), NULL);
	return number;
}
#endif

#ifdef KFUNC_SLEEPS
int bpf_copy_from_user_str(void *dst, __u32 size, const void *unsafe_ptr, __u64 flags) __ksym;

SEC("freplace/verdict") int wrong(struct xdp_md *ctx, __u32 number)
{
	char text[4];

	bpf_copy_from_user_str(text, sizeof(text), NULL, 0);
	return text[0];
}
#endif

#ifdef UNCHECKED
SEC("freplace/sum") int wrong(struct pair *pair)
{
	return pair->right;
}
#endif

char LICENSE[] SEC("license") = "GPL";
