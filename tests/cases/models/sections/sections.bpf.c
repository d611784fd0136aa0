// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct guarded {
	__u64 value;
	struct bpf_res_spin_lock lock;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct guarded);
} table SEC(".maps"), other SEC(".maps");

struct bpf_res_spin_lock global_lock SEC(".data.lock");
__s64 first, second, third;
char copied[8];

extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
extern void bpf_preempt_disable(void) __ksym;
extern void bpf_preempt_enable(void) __ksym;
extern void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
extern void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;
extern int bpf_res_spin_lock(struct bpf_res_spin_lock *lock) __ksym;
extern void bpf_res_spin_unlock(struct bpf_res_spin_lock *lock) __ksym;
extern int bpf_res_spin_lock_irqsave(struct bpf_res_spin_lock *lock, unsigned long *flags__irq_flag) __ksym;
extern void bpf_res_spin_unlock_irqrestore(struct bpf_res_spin_lock *lock, unsigned long *flags__irq_flag) __ksym;
extern int bpf_copy_from_user_str(void *dst, __u32 dst__sz, const void *unsafe_ptr__ign, __u64 flags) __ksym;

#define ELEMENT(name, map, index)                                       \
	__u32 name##_key = index;                                       \
	struct guarded *name = bpf_map_lookup_elem(&map, &name##_key);  \
	if (!name)                                                      \
		return 1

static __noinline void leave_rcu(void)
{
	bpf_rcu_read_unlock();
}

SEC("syscall") int run(void *ctx)
{
	unsigned long outer, inner;
	int i;

	bpf_rcu_read_lock();
	bpf_rcu_read_lock();
	leave_rcu();
	bpf_rcu_read_unlock();
	bpf_preempt_disable();
	bpf_preempt_disable();
	bpf_preempt_enable();
	bpf_preempt_enable();
	for (i = 0; i < 3; i++) {
		bpf_local_irq_save(&outer);
		bpf_local_irq_save(&inner);
		bpf_local_irq_restore(&inner);
		bpf_local_irq_restore(&outer);
		first++;
	}
	return 0;
}

SEC("tc") int locks(struct __sk_buff *ctx)
{
	unsigned long flags;

	ELEMENT(a, table, 0);
	ELEMENT(b, table, 1);
	ELEMENT(again, table, 0);
	first = bpf_res_spin_lock(&a->lock);
	if (first)
		return 1;
	second = bpf_res_spin_lock_irqsave(&b->lock, &flags);
	if (second) {
		bpf_res_spin_unlock(&a->lock);
		return 2;
	}
	a->value = b->value + 7;
	third = bpf_res_spin_lock(&again->lock);
	if (!third)
		bpf_res_spin_unlock(&again->lock);
	bpf_res_spin_unlock_irqrestore(&b->lock, &flags);
	bpf_res_spin_unlock(&a->lock);
	if (bpf_res_spin_lock(&global_lock))
		return 3;
	bpf_res_spin_unlock(&global_lock);
	return 0;
}

#ifdef RCU_UNMATCHED
SEC("syscall") int rcu_unmatched(void *ctx)
{
	bpf_rcu_read_unlock();
	return 0;
}
#endif

#ifdef RCU_HELD
SEC("tc") int rcu_held(struct __sk_buff *ctx)
{
	bpf_rcu_read_lock();
	if (ctx->len > 1)
		return 0;
	bpf_rcu_read_unlock();
	return 0;
}
#endif

#ifdef PREEMPT_UNMATCHED
SEC("syscall") int preempt_unmatched(void *ctx)
{
	bpf_preempt_enable();
	return 0;
}
#endif

#ifdef PREEMPT_HELD
SEC("syscall") int preempt_held(void *ctx)
{
	bpf_preempt_disable();
	return 0;
}
#endif

#ifdef IRQ_HELD
SEC("syscall") int irq_held(void *ctx)
{
	unsigned long flags;

	bpf_local_irq_save(&flags);
	return 0;
}
#endif

#ifdef IRQ_ORDER
SEC("syscall") int irq_order(void *ctx)
{
	unsigned long outer, inner;

	bpf_local_irq_save(&outer);
	bpf_local_irq_save(&inner);
	bpf_local_irq_restore(&outer);
	bpf_local_irq_restore(&inner);
	return 0;
}
#endif

#ifdef IRQ_TWICE
SEC("syscall") int irq_twice(void *ctx)
{
	unsigned long flags;

	bpf_local_irq_save(&flags);
	bpf_local_irq_save(&flags);
	bpf_local_irq_restore(&flags);
	return 0;
}
#endif

#ifdef IRQ_RESTORED
SEC("syscall") int irq_restored(void *ctx)
{
	unsigned long flags;

	bpf_local_irq_save(&flags);
	bpf_local_irq_restore(&flags);
	bpf_local_irq_restore(&flags);
	return 0;
}
#endif

#ifdef IRQ_OVERWRITTEN
SEC("syscall") int irq_overwritten(void *ctx)
{
	unsigned long flags;

	bpf_local_irq_save(&flags);
	*(volatile unsigned int *)&flags = 0;
	bpf_local_irq_restore(&flags);
	return 0;
}
#endif

#ifdef IRQ_READ
SEC("syscall") int irq_read(void *ctx)
{
	unsigned long flags;

	bpf_local_irq_save(&flags);
	first = flags;
	bpf_local_irq_restore(&flags);
	return 0;
}
#endif

#ifdef IRQ_GLOBAL
SEC("syscall") int irq_global(void *ctx)
{
	bpf_local_irq_save((unsigned long *)&first);
	bpf_local_irq_restore((unsigned long *)&first);
	return 0;
}
#endif

#ifdef IRQ_KIND
SEC("tc") int irq_kind(struct __sk_buff *ctx)
{
	unsigned long native, flags;

	ELEMENT(a, table, 0);
	bpf_local_irq_save(&native);
	if (bpf_res_spin_lock_irqsave(&a->lock, &flags)) {
		bpf_local_irq_restore(&native);
		return 1;
	}
	bpf_res_spin_unlock_irqrestore(&a->lock, &native);
	return 0;
}
#endif

#ifdef LOCK_AGAIN
SEC("tc") int lock_again(struct __sk_buff *ctx)
{
	ELEMENT(a, table, 0);
	if (bpf_res_spin_lock(&a->lock))
		return 1;
	if (bpf_res_spin_lock(&a->lock))
		return 1;
	bpf_res_spin_unlock(&a->lock);
	bpf_res_spin_unlock(&a->lock);
	return 0;
}
#endif

#ifdef LOCK_ORDER
SEC("tc") int lock_order(struct __sk_buff *ctx)
{
	ELEMENT(a, table, 0);
	ELEMENT(b, other, 0);
	if (bpf_res_spin_lock(&a->lock))
		return 1;
	if (bpf_res_spin_lock(&b->lock)) {
		bpf_res_spin_unlock(&a->lock);
		return 1;
	}
	bpf_res_spin_unlock(&a->lock);
	bpf_res_spin_unlock(&b->lock);
	return 0;
}
#endif

#ifdef LOCK_OTHER
SEC("tc") int lock_other(struct __sk_buff *ctx)
{
	ELEMENT(a, table, 0);
	ELEMENT(again, table, 0);
	if (bpf_res_spin_lock(&a->lock))
		return 1;
	bpf_res_spin_unlock(&again->lock);
	return 0;
}
#endif

#ifdef LOCK_UNHELD
SEC("tc") int lock_unheld(struct __sk_buff *ctx)
{
	ELEMENT(a, table, 0);
	bpf_res_spin_unlock(&a->lock);
	return 0;
}
#endif

#ifdef LOCK_HELD
SEC("tc") int lock_held(struct __sk_buff *ctx)
{
	ELEMENT(a, table, 0);
	return bpf_res_spin_lock(&a->lock);
}
#endif

#ifdef LOCK_CALL
SEC("tc") int lock_call(struct __sk_buff *ctx)
{
	ELEMENT(a, table, 0);
	if (bpf_res_spin_lock(&a->lock))
		return 1;
	bpf_rcu_read_lock();
	bpf_rcu_read_unlock();
	bpf_res_spin_unlock(&a->lock);
	return 0;
}
#endif

#ifdef LOCK_GLOBAL
__weak int global(int number)
{
	return number + 1;
}

SEC("tc") int lock_global(struct __sk_buff *ctx)
{
	ELEMENT(a, table, 0);
	if (bpf_res_spin_lock(&a->lock))
		return 1;
	global(1);
	bpf_res_spin_unlock(&a->lock);
	return 0;
}
#endif

#ifdef LOCK_STACK
SEC("tc") int lock_stack(struct __sk_buff *ctx)
{
	struct bpf_res_spin_lock lock = {};

	if (bpf_res_spin_lock(&lock))
		return 1;
	bpf_res_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef SLEEP_RCU
SEC("syscall") int sleep_rcu(void *ctx)
{
	bpf_rcu_read_lock();
	bpf_copy_from_user_str(copied, sizeof(copied), (void *)64, 0);
	bpf_rcu_read_unlock();
	return 0;
}
#endif

#ifdef SLEEP_IRQ
SEC("syscall") int sleep_irq(void *ctx)
{
	unsigned long flags;

	bpf_local_irq_save(&flags);
	bpf_copy_from_user_str(copied, sizeof(copied), (void *)64, 0);
	bpf_local_irq_restore(&flags);
	return 0;
}
#endif

#ifdef SLEEP_PREEMPT
SEC("syscall") int sleep_preempt(void *ctx)
{
	bpf_preempt_disable();
	bpf_copy_from_user_str(copied, sizeof(copied), (void *)64, 0);
	bpf_preempt_enable();
	return 0;
}
#endif

#ifdef SLEEP_GLOBAL
__weak int may_sleep(int wanted)
{
	return wanted ? bpf_copy_from_user_str(copied, sizeof(copied), (void *)64, 0) : 0;
}

SEC("syscall") int sleep_global(void *ctx)
{
	bpf_preempt_disable();
	may_sleep(0);
	bpf_preempt_enable();
	return 0;
}
#endif

#ifdef SLEEP_PROGRAM
SEC("tc") int sleep_program(struct __sk_buff *ctx)
{
	return bpf_copy_from_user_str(copied, sizeof(copied), (void *)64, 0);
}
#endif

char LICENSE[] SEC("license") = "GPL";
