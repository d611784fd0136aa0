// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int LINUX_KERNEL_VERSION __kconfig;
extern bool LINUX_HAS_BPF_COOKIE __kconfig;
extern __u32 LINUX_NOT_KNOWN __kconfig __weak;
extern void bpf_rcu_read_lock(void) __ksym __weak;
extern const void bpf_rcu_read_unlock __ksym __weak;
extern void bpf_no_such_kfunc_at_all(void) __ksym __weak;

__u64 own SEC(".data.own") = 11;
const volatile __u64 constant = 12;
static __u64 hidden = 13;
__u64 has_symbol, is_new, has_cookie, unknown, has_kfunc, lacks_kfunc, sum, by_pointer, recursion;

__noinline __u64 global_function(__u64 a, __u64 b)
{
	return a * 3 + b;
}

static __noinline __u64 static_function(__u64 *value)
{
	*value += 1;
	return global_function(*value, own);
}

static __noinline __u64 many_arguments(__u64 a, __u64 b, __u64 c, __u64 d, __u64 e)
{
	return a + 2 * b + 3 * c + 4 * d + 5 * e + constant;
}

SEC("syscall") int run(void *ctx)
{
	__u64 on_stack = 4;

	is_new = LINUX_KERNEL_VERSION >= (7 << 16 | 3 << 8);
	has_symbol = &bpf_rcu_read_unlock != NULL;
	has_cookie = LINUX_HAS_BPF_COOKIE;
	unknown = LINUX_NOT_KNOWN;
	has_kfunc = bpf_rcu_read_lock != NULL;
	lacks_kfunc = bpf_no_such_kfunc_at_all == NULL;
	if (bpf_no_such_kfunc_at_all)
		bpf_no_such_kfunc_at_all();
	sum = static_function(&on_stack);
	by_pointer = on_stack;
	hidden += many_arguments(1, 2, 3, 4, 5);
	own = hidden;
	return global_function(2, 3);
}

char LICENSE[] SEC("license") = "GPL";
