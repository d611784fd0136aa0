// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

void bpf_rcu_read_lock(void) __ksym;
void bpf_rcu_read_unlock(void) __ksym;
int bpf_wq_init(struct bpf_wq *wq, void *p__const_map, unsigned int flags) __ksym;
int bpf_wq_set_callback(struct bpf_wq *wq, int (*callback_fn)(void *, int *, void *), unsigned int flags) __ksym;
int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __ksym;

struct element {
	struct bpf_timer timer;
	struct bpf_wq work;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct element);
} elements SEC(".maps");

__u64 stack[32], address;
char name[] = "schedule";
bool never;
__u32 done;

#define IN_RCU(statement)             \
	do {                          \
		bpf_rcu_read_lock();  \
		statement;            \
		bpf_rcu_read_unlock(); \
	} while (0)

#define TASK_STACK bpf_get_task_stack(bpf_get_current_task_btf(), stack, sizeof(stack), BPF_F_USER_STACK)

/* Sleepable programs alone may call it, but it does not sleep. */
__weak int look_up(__u32 flags)
{
	if (never)
		return bpf_kallsyms_lookup_name(name, sizeof(name), flags, &address);
	return 0;
}

SEC("syscall") int names(void *ctx)
{
	IN_RCU(look_up(0));
	if (never)
		IN_RCU(bpf_kallsyms_lookup_name(name, sizeof(name), 0, &address));
	done++;
	return 0;
}

__weak int stack_of_task(__u32 flags)
{
	return TASK_STACK;
}

/* In a program that is not sleepable it does not, wherever that is. */
SEC("tc") int not_sleepable(struct __sk_buff *skb)
{
	TASK_STACK;
	IN_RCU(stack_of_task(0));
	done++;
	return 0;
}

static int in_work(void *map, int *key, void *value)
{
	IN_RCU(TASK_STACK);
	IN_RCU(stack_of_task(0));
	done++;
	return 0;
}

/* Callbacks of work queues may sleep, but what they call is still that of the program. */
SEC("tc") int queues(struct __sk_buff *skb)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	bpf_wq_init(&element->work, &elements, 0);
	bpf_wq_set_callback(&element->work, in_work, 0);
	return bpf_wq_start(&element->work, 0);
}

/* Only programs of kprobes and uprobes have another bpf_get_stack where they are sleepable. */
SEC("fentry.s/__x64_sys_getpgid") int entered(void *ctx)
{
	IN_RCU(bpf_get_stack(ctx, stack, sizeof(stack), 0));
	done = 1;
	return 0;
}

#ifdef FUNCTION
SEC("syscall") int wrong(void *ctx)
{
	IN_RCU(stack_of_task(0));
	return 0;
}
#endif

#ifdef DIRECT
SEC("syscall") int wrong(void *ctx)
{
	IN_RCU(TASK_STACK);
	return 0;
}
#endif

#ifdef CLOSE
SEC("syscall") int wrong(void *ctx)
{
	IN_RCU(bpf_sys_close(9));
	return 0;
}
#endif

#ifdef CLOSE_IN_FUNCTION
__weak int closes(__u32 number)
{
	return never ? bpf_sys_close(number) : 0;
}

SEC("syscall") int wrong(void *ctx)
{
	IN_RCU(closes(9));
	return 0;
}
#endif

#if defined(TIMER) || defined(TIMER_FUNCTION)
static int tick(void *map, int *key, struct element *value)
{
#ifdef TIMER
	TASK_STACK;
#else
	stack_of_task(0);
#endif
	return 0;
}

SEC("syscall") int wrong(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	bpf_timer_init(&element->timer, &elements, 1);
	bpf_timer_set_callback(&element->timer, tick);
	bpf_timer_start(&element->timer, 0, 0);
	return 0;
}
#endif
