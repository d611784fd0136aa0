// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

/* Older bpf_helpers.h lack these. */
#ifndef __kptr_untrusted
#define __kptr_untrusted __attribute__((btf_type_tag("kptr_untrusted")))
#endif
#ifndef __percpu_kptr
#define __percpu_kptr __attribute__((btf_type_tag("percpu_kptr")))
#endif
#define new(type) ((type *)bpf_obj_new(bpf_core_type_id_local(type)))
/* Linux 7.3 keeps one type for each call in the code: calls for objects of several types must not become one. */
#define drop(object) ({ __attribute__((nomerge)) bpf_obj_drop(object); })

extern void *bpf_obj_new(__u64 local_type_id__k) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;
extern void *bpf_percpu_obj_new(__u64 local_type_id__k) __ksym;
extern void bpf_percpu_obj_drop(void *p__alloc) __ksym;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;
extern void *bpf_refcount_acquire(void *p__refcounted_kptr) __ksym;

struct counted {
	__u64 value;
	struct bpf_refcount refcount;
};

struct other {
	__u64 value;
};

struct tally {
	__u64 hits;
	__u32 misses;
};

struct box {
	__u32 label;
	struct counted __kptr *inside;
};

struct holder {
	__u64 before;
	struct counted __kptr *owned;
	struct tally __percpu_kptr *tally;
	struct task_struct __kptr_untrusted *task;
	struct box __kptr *boxes[2];
	__u64 after;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct holder);
} holders SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct holder);
} elements SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, __u32);
	__type(value, struct holder);
} loose SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

struct counted __kptr *stashed;
struct counted __kptr *pair[2];

__u64 values[8];
__u32 answers[12];

static struct holder *look_up(void)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&holders, &key);
}

SEC("tc") int exchange(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted, *old;

	if (!holder)
		return 1;
	answers[0] = holder->owned == NULL;
	counted = new(struct counted);
	if (!counted)
		return 1;
	counted->value = 21;
	old = bpf_kptr_xchg(&holder->owned, counted);
	answers[1] = old == NULL;
	if (old)
		drop(old);
	/* What RCU protects is looked at, changed and acquired. */
	counted = holder->owned;
	if (counted) {
		values[0] = counted->value;
		counted->value = 42;
		counted = bpf_refcount_acquire(counted);
		answers[2] = counted != NULL;
		if (counted) {
			old = bpf_kptr_xchg(&holder->owned, counted);
			answers[3] = old != NULL;
			if (old) {
				values[1] = old->value;
				drop(old);
			}
		}
	}
	old = bpf_kptr_xchg(&holder->owned, NULL);
	if (old) {
		values[2] = old->value;
		drop(old);
	}
	answers[4] = holder->owned == NULL;
	holder->before = 1;
	holder->after = 2;
	return 0;
}

/* Kptrs in an array, and in an object. */
SEC("tc") int boxes(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted, *old;
	struct box *box, *before;

	if (!holder)
		return 1;
	box = new(struct box);
	if (!box)
		return 1;
	counted = new(struct counted);
	if (!counted) {
		drop(box);
		return 1;
	}
	box->label = 5;
	counted->value = 6;
	old = bpf_kptr_xchg(&box->inside, counted);
	answers[0] = old == NULL;
	if (old)
		drop(old);
	before = bpf_kptr_xchg(&holder->boxes[1], box);
	answers[1] = before == NULL;
	if (before)
		drop(before);
	answers[2] = holder->boxes[0] == NULL;
	box = holder->boxes[1];
	if (box)
		answers[3] = box->label;
	box = bpf_kptr_xchg(&holder->boxes[1], NULL);
	if (!box)
		return 1;
	counted = bpf_kptr_xchg(&box->inside, NULL);
	drop(box);
	if (!counted)
		return 1;
	values[0] = counted->value;
	drop(counted);
	return 0;
}

SEC("tc") int each_cpu(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();
	struct tally *tally, *old;

	if (!holder)
		return 1;
	tally = bpf_percpu_obj_new(bpf_core_type_id_local(struct tally));
	if (!tally)
		return 1;
	old = bpf_kptr_xchg(&holder->tally, tally);
	answers[0] = old == NULL;
	if (old)
		bpf_percpu_obj_drop(old);
	/* The pointer that was handed over is protected by RCU from now on. */
	((struct tally *)bpf_this_cpu_ptr(tally))->hits = 10;
	tally = holder->tally;
	if (tally) {
		struct tally *mine = bpf_this_cpu_ptr(tally), *first;

		mine->hits += 3;
		mine->misses = 4;
		first = bpf_per_cpu_ptr(tally, 0);
		if (first) {
			values[0] = first->hits;
			values[1] = first->misses;
			first->hits = 9;
		}
		values[2] = mine->hits;
		answers[1] = bpf_per_cpu_ptr(tally, 100000) == NULL;
	}
	old = bpf_kptr_xchg(&holder->tally, NULL);
	answers[2] = old != NULL;
	if (old)
		bpf_percpu_obj_drop(old);
	return 0;
}

/* Kptrs in global variables. */
SEC("tc") int globals(struct __sk_buff *ctx)
{
	struct counted *counted = new(struct counted), *old;

	if (!counted)
		return 1;
	counted->value = 8;
	old = bpf_kptr_xchg(&pair[1], counted);
	if (old)
		drop(old);
	answers[0] = pair[0] == NULL;
	answers[1] = stashed == NULL;
	old = bpf_kptr_xchg(&pair[1], NULL);
	if (!old)
		return 1;
	old = bpf_kptr_xchg(&stashed, old);
	if (old)
		drop(old);
	counted = stashed;
	if (counted)
		values[0] = counted->value;
	answers[2] = pair[1] == NULL;
	return 0;
}

/* An element's memory keeps its kptr when the element goes. */
SEC("tc") int reuse(struct __sk_buff *ctx)
{
	struct holder value = {}, *holder;
	struct counted *counted, *old;
	__u32 key = 1;

	value.before = 3;
	bpf_map_update_elem(&elements, &key, &value, BPF_ANY);
	holder = bpf_map_lookup_elem(&elements, &key);
	if (!holder)
		return 1;
	counted = new(struct counted);
	if (!counted)
		return 1;
	counted->value = 77;
	old = bpf_kptr_xchg(&holder->owned, counted);
	if (old)
		drop(old);
	bpf_map_delete_elem(&elements, &key);
	key = 2;
	value.before = 4;
	bpf_map_update_elem(&elements, &key, &value, BPF_ANY);
	holder = bpf_map_lookup_elem(&elements, &key);
	if (!holder)
		return 1;
	values[0] = holder->before;
	old = bpf_kptr_xchg(&holder->owned, NULL);
	answers[0] = old != NULL;
	if (old) {
		values[1] = old->value;
		drop(old);
	}
	return 0;
}

/* So does memory that was allocated for one element. */
SEC("tc") int reuse_loose(struct __sk_buff *ctx)
{
	struct holder value = {}, *holder;
	struct counted *counted, *old;
	__u32 key = 1;

	value.before = 3;
	bpf_map_update_elem(&loose, &key, &value, BPF_ANY);
	holder = bpf_map_lookup_elem(&loose, &key);
	if (!holder)
		return 1;
	counted = new(struct counted);
	if (!counted)
		return 1;
	counted->value = 77;
	old = bpf_kptr_xchg(&holder->owned, counted);
	if (old)
		drop(old);
	bpf_map_delete_elem(&loose, &key);
	key = 2;
	value.before = 4;
	bpf_map_update_elem(&loose, &key, &value, BPF_ANY);
	holder = bpf_map_lookup_elem(&loose, &key);
	if (!holder)
		return 1;
	values[0] = holder->before;
	old = bpf_kptr_xchg(&holder->owned, NULL);
	answers[0] = old != NULL;
	if (old) {
		values[1] = old->value;
		drop(old);
	}
	return 0;
}

SEC("syscall") int untrusted(void *ctx)
{
	struct holder *holder = look_up();
	struct task_struct *task;

	if (!holder)
		return 1;
	answers[0] = holder->task == NULL;
	holder->task = bpf_get_current_task_btf();
	task = holder->task;
	if (task)
		answers[1] = task->pid == task->tgid && task->pid != 0;
	holder->task = NULL;
	answers[2] = holder->task == NULL;
	return 0;
}

static struct counted *put(struct holder *holder)
{
	struct counted *counted = new(struct counted), *old;

	if (!counted)
		return NULL;
	counted->value = 5;
	old = bpf_kptr_xchg(&holder->owned, counted);
	if (old)
		drop(old);
	return holder->owned;
}

/* In a program that may sleep, RCU protects within its sections only. */
SEC("syscall") int section(void *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted, *same;

	if (!holder)
		return 1;
	put(holder);
	bpf_rcu_read_lock();
	counted = holder->owned;
	if (!counted) {
		bpf_rcu_read_unlock();
		return 1;
	}
	counted->value++;
	same = bpf_refcount_acquire(counted);
	bpf_rcu_read_unlock();
	values[0] = counted->value;
	if (same) {
		values[1] = ++same->value;
		drop(same);
	}
	return 0;
}

#ifdef AFTER_SECTION
SEC("syscall") int after_section(void *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted;

	if (!holder)
		return 1;
	put(holder);
	bpf_rcu_read_lock();
	counted = holder->owned;
	bpf_rcu_read_unlock();
	if (counted)
		counted->value = 1;
	return 0;
}
#endif

#ifdef ACQUIRED_LATE
SEC("syscall") int acquired_late(void *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted;

	if (!holder)
		return 1;
	put(holder);
	bpf_rcu_read_lock();
	counted = holder->owned;
	bpf_rcu_read_unlock();
	if (!counted)
		return 0;
	counted = bpf_refcount_acquire(counted);
	if (counted)
		drop(counted);
	return 0;
}
#endif

#ifdef OVERWRITTEN
SEC("tc") int overwritten(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();

	if (holder)
		bpf_probe_read_kernel(&holder->before, 16, ctx);
	return 0;
}
#endif

#ifdef TRACING
SEC("fentry/bpf_fentry_test1") int tracing(void *ctx)
{
	struct box *box = new(struct box);

	if (box)
		drop(box);
	return 0;
}
#endif

#ifdef STORE
SEC("tc") int store(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();

	if (holder)
		holder->owned = NULL;
	return 0;
}
#endif

#ifdef WRONG_TYPE
SEC("tc") int wrong_type(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();
	struct other *other, *old;

	if (!holder)
		return 0;
	other = new(struct other);
	if (!other)
		return 0;
	old = bpf_kptr_xchg(&holder->owned, (void *)other);
	if (old)
		drop(old);
	return 0;
}
#endif

#ifdef UNOWNED
SEC("tc") int unowned(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted, *old;

	if (!holder)
		return 0;
	counted = new(struct counted);
	if (!counted)
		return 0;
	old = bpf_kptr_xchg(&holder->owned, counted); /* first */
	if (old)
		drop(old);
	old = bpf_kptr_xchg(&holder->owned, counted);
	if (old)
		drop(old);
	return 0;
}
#endif

#ifdef OWNS_NOTHING
SEC("tc") int owns_nothing(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();

	if (holder)
		answers[0] = bpf_kptr_xchg(&holder->task, NULL) == NULL;
	return 0;
}
#endif

#ifdef NO_KPTR
SEC("tc") int no_kptr(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();

	if (holder)
		answers[0] = bpf_kptr_xchg(&holder->before, NULL) == NULL;
	return 0;
}
#endif

#ifdef NO_KPTRS
SEC("tc") int no_kptrs(struct __sk_buff *ctx)
{
	__u32 key = 0;
	__u64 *number = bpf_map_lookup_elem(&numbers, &key);

	if (number)
		answers[0] = bpf_kptr_xchg(number, NULL) == NULL;
	return 0;
}
#endif

#ifdef LEAK
SEC("tc") int leak(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted;

	if (!holder)
		return 0;
	counted = new(struct counted);
	if (!counted)
		return 0;
	counted = bpf_kptr_xchg(&holder->owned, counted);
	if (counted)
		drop(counted);
	counted = bpf_kptr_xchg(&holder->owned, NULL);
	return counted != NULL;
}
#endif

#ifdef AFTERWARDS
SEC("tc") int afterwards(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted, *old;

	if (!holder)
		return 0;
	counted = new(struct counted);
	if (!counted)
		return 0;
	old = bpf_kptr_xchg(&holder->owned, counted);
	if (old)
		drop(old);
	return counted->value;
}
#endif

#ifdef HALF
SEC("tc") int half(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();

	return holder ? *(volatile __u32 *)&holder->owned : 0;
}
#endif

#ifdef WHOSE
SEC("tc") int whose(struct __sk_buff *ctx)
{
	struct tally *tally = bpf_percpu_obj_new(bpf_core_type_id_local(struct tally));

	if (!tally)
		return 0;
	tally->hits = 1;
	bpf_percpu_obj_drop(tally);
	return 0;
}
#endif

#ifdef OWNED_TALLY
SEC("tc") int owned_tally(struct __sk_buff *ctx)
{
	struct tally *tally = bpf_percpu_obj_new(bpf_core_type_id_local(struct tally)), *mine;

	if (!tally)
		return 0;
	mine = bpf_this_cpu_ptr(tally);
	mine->hits = 1;
	bpf_percpu_obj_drop(tally);
	return 0;
}
#endif

#ifdef UNPROTECTED
SEC("syscall") int unprotected(void *ctx)
{
	struct holder *holder = look_up();
	struct counted *counted, *old;

	if (!holder)
		return 0;
	counted = new(struct counted);
	if (!counted)
		return 0;
	old = bpf_kptr_xchg(&holder->owned, counted);
	if (old)
		drop(old);
	counted = holder->owned;
	if (!counted)
		return 0;
	values[0] = counted->value;
	counted->value = 1;
	return 0;
}
#endif

#ifdef UNCHECKED
SEC("tc") int unchecked(struct __sk_buff *ctx)
{
	struct holder *holder = look_up();

	return holder ? holder->owned->value : 0;
}
#endif

#ifdef PEEK
SEC("tc") int peek(struct __sk_buff *ctx)
{
	struct box *box = new(struct box);
	int seen;

	if (!box)
		return 0;
	seen = box->inside == NULL;
	drop(box);
	return seen;
}
#endif

#ifdef WRONG_TASK
SEC("syscall") int wrong_task(void *ctx)
{
	struct holder *holder = look_up();

	if (holder)
		holder->task = (void *)holder;
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
