// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

struct task_struct___other {
	int no_such_member;
	__u64 flags;
} __attribute__((preserve_access_index));

extern void bpf_no_such_kfunc(int number) __ksym __weak;

int input, seen = 5;

static struct task_struct___other *task(void)
{
	return (void *)bpf_get_current_task_btf();
}

/* The verifier never comes to what is missing: the test is decided before. */
SEC("syscall") int tested(void *ctx)
{
	seen = 1;
	if (bpf_core_field_exists(task()->no_such_member))
		seen = task()->no_such_member;
	if (bpf_no_such_kfunc)
		bpf_no_such_kfunc(1);
	return 0;
}

#ifdef MEMBER
SEC("syscall") int member(void *ctx)
{
	return input == 3 ? 0 : BPF_CORE_READ(task(), no_such_member);
}
#endif

#ifdef KFUNC
SEC("syscall") int kfunc(void *ctx)
{
	if (input != 3)
		bpf_no_such_kfunc(1);
	return 0;
}
#endif

#ifdef VALUE
enum bpf_prog_type___other { NO_SUCH_TYPE = 77 };

SEC("syscall") int value(void *ctx)
{
	return bpf_core_enum_value(enum bpf_prog_type___other, NO_SUCH_TYPE);
}
#endif

char LICENSE[] SEC("license") = "GPL";
