// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

/* As __arg_trusted and the like of later libbpfs. */
#define TAG(name) __attribute__((btf_decl_tag("arg:" #name)))

struct task_struct *bpf_task_acquire(struct task_struct *p) __ksym;
void bpf_task_release(struct task_struct *p) __ksym;

struct task_struct___mine {
	int pid;
} __attribute__((preserve_access_index));

__u64 seen_pid, of_null, of_variable, of_number, word, numbers[2] = { 0x1122334455667788ull, 5 };

__weak int pid_untrusted(const volatile struct task_struct *task TAG(untrusted))
{
	return task->pid;
}

__weak int word_untrusted(void *memory TAG(untrusted))
{
	return *(int *)memory;
}

__weak int byte_untrusted(char *memory TAG(untrusted))
{
	return memory[1];
}

__weak int acquires(struct task_struct *task TAG(trusted))
{
	struct task_struct *own = bpf_task_acquire(task);

	if (!own)
		return -1;
	bpf_task_release(own);
	return task->pid;
}

__weak int pid_nullable(struct task_struct *task TAG(trusted) TAG(nullable))
{
	struct task_struct *own;

	if (!task)
		return -1;
	own = bpf_task_acquire(task);
	if (!own)
		return -2;
	bpf_task_release(own);
	return task->pid;
}

__weak int pid_mine(struct task_struct___mine *task TAG(trusted))
{
	return task->pid;
}

__weak int first(__u64 *memory TAG(nonnull))
{
	return memory[0];
}

__weak int of_context(void *ctx TAG(ctx))
{
	return bpf_get_func_arg_cnt(ctx);
}

SEC("tp_btf/sys_enter") int untrusted(__u64 *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();

	if (task->pid != 1000)
		return 0;
	seen_pid = pid_untrusted(task);
	of_null = pid_untrusted(0) + word_untrusted(0);
	of_variable = word_untrusted(numbers) ^ byte_untrusted((void *)numbers);
	of_number = byte_untrusted((void *)42);
	return 0;
}

SEC("tp_btf/sys_enter") int trusted(__u64 *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();

	if (task->pid != 1000)
		return 0;
	seen_pid = acquires(task) + pid_mine((void *)task);
	of_null = pid_nullable(task) + pid_nullable(0);
	word = first(numbers);
	return 0;
}

#ifdef WRITES
__weak int writes(char *memory TAG(untrusted))
{
	*memory = 1;
	return 0;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return writes((void *)numbers);
}
#endif

#ifdef WRITES_OBJECT
__weak int writes(struct task_struct *task TAG(untrusted))
{
	task->pid = 1;
	return 0;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return writes(bpf_get_current_task_btf());
}
#endif

#ifdef UNTRUSTED_ON
__weak int hands_on(struct task_struct *task TAG(untrusted))
{
	return acquires(task);
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return hands_on(bpf_get_current_task_btf());
}
#endif

#ifdef NULL_TRUSTED
SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return acquires(0);
}
#endif

#ifdef NULL_NONNULL
SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return first(0);
}
#endif

#ifdef OTHER_STRUCT
SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return acquires((void *)bpf_get_current_task_btf()->cgroups);
}
#endif

#ifdef NO_CONTEXT
SEC("fentry/__x64_sys_getpgid") int wrong(__u64 *ctx)
{
	return of_context(numbers);
}
#endif

#ifdef BAD_TAGS
__weak int bad(struct task_struct *task TAG(untrusted) TAG(nullable))
{
	return task->pid;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return bad(0);
}
#endif

#ifdef LONE_NULLABLE
__weak int bad(__u64 *memory TAG(nullable))
{
	return memory ? memory[0] : 0;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return bad(0);
}
#endif

#ifdef NUMBER
__weak int bad(int number TAG(trusted))
{
	return number;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return bad(1);
}
#endif

#ifdef UNKNOWN_STRUCT
struct of_nobody {
	int number;
};

__weak int bad(struct of_nobody *thing TAG(untrusted))
{
	return thing->number;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return bad((void *)numbers);
}
#endif

#ifdef NO_ARENA
__weak int bad(int *memory TAG(arena))
{
	return 0;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return bad((void *)numbers);
}
#endif

#ifdef UNCHECKED_OBJECT
__weak int bad(struct task_struct *task TAG(trusted) TAG(nullable))
{
	return task->pid;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return bad(bpf_get_current_task_btf());
}
#endif

#ifdef UNCHECKED_KFUNC
__weak int bad(struct task_struct *task TAG(trusted) TAG(nullable))
{
	task = bpf_task_acquire(task);
	if (task)
		bpf_task_release(task);
	return 0;
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return bad(bpf_get_current_task_btf());
}
#endif

#ifdef UNCHECKED_ON
__weak int hands_on(struct task_struct *task TAG(trusted) TAG(nullable))
{
	return acquires(task);
}

SEC("tp_btf/sys_enter") int wrong(__u64 *ctx)
{
	return hands_on(bpf_get_current_task_btf());
}
#endif
