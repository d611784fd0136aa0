// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define CLOCK_MONOTONIC 1
#define MILLISECOND 1000000ULL

struct element {
	__u64 number;
	struct bpf_timer timer;
	struct bpf_wq work;
	struct bpf_task_work task;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct element);
} elements SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct element);
} table SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

extern int bpf_wq_init(struct bpf_wq *wq, void *p__const_map, unsigned int flags) __ksym;
extern int bpf_wq_set_callback(struct bpf_wq *wq, int (*callback_fn)(void *, int *, void *), unsigned int flags) __ksym;
extern int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __ksym;
extern int bpf_timer_cancel_async(struct bpf_timer *timer) __ksym;
extern void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
extern void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;
extern int bpf_task_work_schedule_signal(struct task_struct *task, struct bpf_task_work *tw, void *map__const_map,
					 bpf_task_work_callback_t callback) __ksym;
extern int bpf_task_work_schedule_resume(struct task_struct *task, struct bpf_task_work *tw, void *map__const_map,
					 bpf_task_work_callback_t callback) __ksym;

/* Three digits for each callback. */
__u64 order;
__u32 count;
__u64 started;
__s64 worked, late, own, own_async, ran;
__s64 r0, r1, r2, r3, r4, r5, r6, r7, r8, r9;

static void note(__u32 number)
{
	order = order * 1000 + number;
	count++;
}

static int tick(void *map, int *key, struct element *value)
{
	note(100 + *key);
	late = bpf_ktime_get_ns() - started >= MILLISECOND;
	return 0;
}

static int work(void *map, int *key, void *value)
{
	worked = *key;
	return 0;
}

static int again(void *map, int *key, struct element *value)
{
	note(300 + value->number);
	own = bpf_timer_cancel(&value->timer);
	own_async = bpf_timer_cancel_async(&value->timer);
	if (++value->number < 3)
		bpf_timer_start(&value->timer, MILLISECOND, 0);
	return 0;
}

static int drop(void *map, int *key, struct element *value)
{
	note(400);
	bpf_map_delete_elem(&table, key);
	return 0;
}

static int for_task(struct bpf_map *map, void *key, void *value)
{
	note(500 + *(__u32 *)key);
	return 0;
}

static int start(__u32 key, __u64 nanoseconds)
{
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	bpf_timer_init(&element->timer, &elements, CLOCK_MONOTONIC);
	bpf_timer_set_callback(&element->timer, tick);
	return bpf_timer_start(&element->timer, nanoseconds, 0);
}

SEC("syscall") int in_order(void *ctx)
{
	__u32 key = 2;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	started = bpf_ktime_get_ns();
	r0 = start(0, 50 * MILLISECOND);
	r1 = start(1, 4 * MILLISECOND);
	r2 = start(3, 1000 * MILLISECOND);
	bpf_wq_init(&element->work, &elements, 0);
	bpf_wq_set_callback(&element->work, work, 0);
	r3 = bpf_wq_start(&element->work, 0);
	return 0;
}

SEC("syscall") int results(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	r0 = bpf_timer_start(&element->timer, MILLISECOND, 0);
	r1 = bpf_timer_init(&element->timer, &elements, 2);
	r2 = bpf_timer_init(&element->timer, &elements, CLOCK_MONOTONIC);
	r3 = bpf_timer_init(&element->timer, &elements, CLOCK_MONOTONIC);
	r4 = bpf_timer_start(&element->timer, MILLISECOND, 0);
	bpf_timer_set_callback(&element->timer, tick);
	r5 = bpf_timer_start(&element->timer, 500 * MILLISECOND, 4);
	r6 = bpf_timer_start(&element->timer, 500 * MILLISECOND, 0);
	r7 = bpf_timer_cancel(&element->timer);
	r8 = bpf_timer_cancel(&element->timer);
	r9 = bpf_timer_start(&element->timer, MILLISECOND, 0);
	return 0;
}

SEC("syscall") int cancel_async(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	r0 = bpf_timer_cancel_async(&element->timer);
	bpf_timer_init(&element->timer, &elements, CLOCK_MONOTONIC);
	bpf_timer_set_callback(&element->timer, tick);
	r1 = bpf_timer_start(&element->timer, 500 * MILLISECOND, 0);
	r2 = bpf_timer_cancel_async(&element->timer);
	r3 = bpf_timer_cancel_async(&element->timer);
	started = bpf_ktime_get_ns();
	r4 = bpf_timer_start(&element->timer, started + 3 * MILLISECOND, BPF_F_TIMER_ABS);
	return 0;
}

SEC("syscall") int interrupts_off(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);
	unsigned long flags;

	if (!element)
		return 1;
	bpf_local_irq_save(&flags);
	r0 = bpf_timer_cancel(&element->timer);
	r1 = bpf_timer_cancel_async(&element->timer);
	bpf_local_irq_restore(&flags);
	r2 = start(0, 20 * MILLISECOND);
	bpf_local_irq_save(&flags);
	r3 = bpf_timer_cancel(&element->timer);
	r4 = bpf_timer_cancel_async(&element->timer);
	bpf_local_irq_restore(&flags);
	r5 = start(0, 20 * MILLISECOND);
	bpf_local_irq_save(&flags);
	r6 = bpf_timer_cancel_async(&element->timer);
	r7 = bpf_timer_start(&element->timer, 20 * MILLISECOND, 0);
	bpf_local_irq_restore(&flags);
	return 0;
}

SEC("syscall") int rearm(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	bpf_timer_init(&element->timer, &elements, CLOCK_MONOTONIC);
	bpf_timer_set_callback(&element->timer, again);
	return bpf_timer_start(&element->timer, MILLISECOND, 0);
}

static int in_table(__u32 key, __u64 nanoseconds)
{
	struct element value = {};
	struct element *element;

	bpf_map_update_elem(&table, &key, &value, BPF_ANY);
	element = bpf_map_lookup_elem(&table, &key);
	if (!element)
		return 1;
	bpf_timer_init(&element->timer, &table, CLOCK_MONOTONIC);
	bpf_timer_set_callback(&element->timer, drop);
	return bpf_timer_start(&element->timer, nanoseconds, 0);
}

SEC("syscall") int deleted(void *ctx)
{
	struct element value = {};
	struct element *element;
	__u32 key = 1;

	/* Late enough that a slow machine comes to delete them. */
	in_table(1, 50 * MILLISECOND);
	in_table(2, 50 * MILLISECOND);
	in_table(3, 60 * MILLISECOND);
	bpf_map_delete_elem(&table, &key);
	key = 2;
	bpf_map_update_elem(&table, &key, &value, BPF_ANY);
	element = bpf_map_lookup_elem(&table, &key);
	r0 = element ? bpf_timer_cancel(&element->timer) : 1;
	start(0, 50 * MILLISECOND);
	key = 0;
	bpf_map_update_elem(&elements, &key, &value, BPF_ANY);
	return 0;
}

SEC("syscall") int queues(void *ctx)
{
	__u32 key = 1;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	r0 = bpf_wq_set_callback(&element->work, work, 0);
	r1 = bpf_wq_start(&element->work, 0);
	r2 = bpf_wq_init(&element->work, &elements, 1);
	r3 = bpf_wq_init(&element->work, &elements, 0);
	r4 = bpf_wq_init(&element->work, &elements, 0);
	r5 = bpf_wq_start(&element->work, 0);
	r6 = bpf_wq_set_callback(&element->work, work, 1);
	r7 = bpf_wq_set_callback(&element->work, work, 0);
	r8 = bpf_wq_start(&element->work, 1);
	return 0;
}

SEC("syscall") int task_work(void *ctx)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u32 key = 1;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 1;
	r0 = bpf_task_work_schedule_resume(task, &element->task, &elements, for_task);
	r1 = bpf_task_work_schedule_signal(task, &element->task, &elements, for_task);
	key = 2;
	element = bpf_map_lookup_elem(&elements, &key);
	if (element)
		r2 = bpf_task_work_schedule_signal(task, &element->task, &elements, for_task);
	return 0;
}

#ifdef ONE
static int returns_one(void *map, int *key, struct element *value)
{
	return *key + 1;
}

SEC("syscall") int one(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 0;
	bpf_timer_init(&element->timer, &elements, CLOCK_MONOTONIC);
	bpf_timer_set_callback(&element->timer, returns_one);
	bpf_timer_start(&element->timer, 0, 0);
	return 0;
}
#endif

#ifdef LEAK
static int leaks(void *map, int *key, void *value)
{
	if (bpf_ringbuf_reserve(&ring, 8, 0))
		order = 1;
	return 0;
}

SEC("syscall") int leak(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	if (!element)
		return 0;
	bpf_wq_init(&element->work, &elements, 0);
	bpf_wq_set_callback(&element->work, leaks, 0);
	bpf_wq_start(&element->work, 0);
	return 0;
}
#endif

#ifdef OTHER
SEC("syscall") int other(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	return element ? bpf_timer_init(&element->timer, &table, CLOCK_MONOTONIC) : 0;
}
#endif

#ifdef OTHER_QUEUE
SEC("syscall") int other_queue(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	return element ? bpf_wq_init(&element->work, &table, 0) : 0;
}
#endif

#ifdef BESIDE
SEC("syscall") int beside(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	return element ? bpf_timer_cancel((void *)&element->number) : 0;
}
#endif

#ifdef STACK
SEC("syscall") int on_stack(void *ctx)
{
	struct bpf_timer timer = {};

	return bpf_timer_cancel(&timer);
}
#endif

#ifdef PEEK
SEC("syscall") int peek(void *ctx)
{
	__u32 key = 0;
	struct element *element = bpf_map_lookup_elem(&elements, &key);

	return element ? *(__u64 *)&element->timer : 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
