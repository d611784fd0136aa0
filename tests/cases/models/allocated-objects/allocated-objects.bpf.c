// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

#define new(type) ((type *)bpf_obj_new(bpf_core_type_id_local(type)))

extern void *bpf_obj_new(__u64 local_type_id__k) __ksym;
extern void *bpf_obj_new_impl(__u64 local_type_id__k, void *meta__ign) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;
extern void bpf_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
extern void *bpf_percpu_obj_new(__u64 local_type_id__k) __ksym;
extern void *bpf_percpu_obj_new_impl(__u64 local_type_id__k, void *meta__ign) __ksym;
extern void bpf_percpu_obj_drop(void *p__alloc) __ksym;
extern void bpf_percpu_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
extern void *bpf_refcount_acquire(void *p__refcounted_kptr) __ksym;
extern void *bpf_refcount_acquire_impl(void *p__refcounted_kptr, void *meta__ign) __ksym;

struct point {
	__u64 x;
	__u32 y;
	__u8 name[12];
};

struct shared {
	__u32 value;
	struct bpf_spin_lock lock;
	struct bpf_refcount refcount;
};

struct pointing {
	__u64 *where;
};

struct large {
	__u8 bytes[520];
};

struct largest {
	__u8 bytes[4088];
};

struct larger {
	__u8 bytes[4089];
};

struct nothing {
};

struct locked {
	__u64 value;
	struct bpf_spin_lock lock;
};

typedef int number;

__u64 values[4];
__u32 answers[8];

static struct point *make(void)
{
	return new(struct point);
}

SEC("tc") int life(struct __sk_buff *ctx)
{
	struct point *first = make(), *second;

	if (!first)
		return 1;
	second = bpf_obj_new_impl(bpf_core_type_id_local(struct point), NULL);
	if (!second) {
		bpf_obj_drop(first);
		return 1;
	}
	first->x = 3;
	first->y = 4;
	first->name[11] = 5;
	second->x = 6;
	answers[0] = first != second;
	values[0] = first->x + first->y + first->name[11];
	bpf_obj_drop_impl(first, NULL);
	values[1] = second->x;
	bpf_obj_drop(second);
	return 0;
}

SEC("tc") int counted(struct __sk_buff *ctx)
{
	struct shared *first = new(struct shared), *second, *third;

	if (!first)
		return 1;
	first->value = 1;
	second = bpf_refcount_acquire(first);
	third = bpf_refcount_acquire_impl(second, NULL);
	answers[0] = first == second && second == third;
	bpf_obj_drop(first);
	bpf_spin_lock(&second->lock);
	second->value++;
	bpf_spin_unlock(&second->lock);
	bpf_obj_drop(second);
	values[0] = third->value;
	bpf_obj_drop(third);
	return 0;
}

SEC("tc") int each_cpu(struct __sk_buff *ctx)
{
	struct point *first = bpf_percpu_obj_new(bpf_core_type_id_local(struct point)), *second;

	if (!first)
		return 1;
	second = bpf_percpu_obj_new_impl(bpf_core_type_id_local(struct point), NULL);
	answers[0] = second != NULL;
	bpf_percpu_obj_drop(first);
	if (second)
		bpf_percpu_obj_drop_impl(second, NULL);
	return 0;
}

SEC("tc") int sizes(struct __sk_buff *ctx)
{
	struct largest *largest = new(struct largest);
	struct larger *larger = new(struct larger);
	struct nothing *nothing = new(struct nothing);

	answers[0] = largest != NULL;
	if (largest)
		bpf_obj_drop(largest);
	answers[1] = larger != NULL;
	if (larger)
		bpf_obj_drop(larger);
	answers[2] = nothing != NULL;
	if (nothing)
		bpf_obj_drop(nothing);
	return 0;
}

#ifdef LEAK
SEC("tc") int leak(struct __sk_buff *ctx)
{
	struct point *point = make();

	return point ? point->y : 0;
}
#endif

#ifdef LEAK_COUNTED
SEC("tc") int leak_counted(struct __sk_buff *ctx)
{
	struct shared *shared = new(struct shared);

	if (!shared)
		return 0;
	bpf_refcount_acquire(shared);
	bpf_obj_drop(shared);
	return 0;
}
#endif

#ifdef TWICE
SEC("tc") int twice(struct __sk_buff *ctx)
{
	struct point *point = make();

	if (!point)
		return 0;
	bpf_obj_drop(point); /* first */
	bpf_obj_drop(point);
	return 0;
}
#endif

#ifdef AFTERWARDS
SEC("tc") int afterwards(struct __sk_buff *ctx)
{
	struct point *point = make();

	if (!point)
		return 0;
	bpf_obj_drop(point);
	return point->y;
}
#endif

#ifdef UNCHECKED
SEC("tc") int unchecked(struct __sk_buff *ctx)
{
	struct larger *larger = new(struct larger);

	bpf_obj_drop(larger);
	return 0;
}
#endif

#ifdef INSIDE
SEC("tc") int inside(struct __sk_buff *ctx)
{
	struct point *point = make();

	if (!point)
		return 0;
	bpf_obj_drop(&point->y);
	return 0;
}
#endif

#ifdef BEYOND
SEC("tc") int beyond(struct __sk_buff *ctx)
{
	struct point *point = make();

	if (!point)
		return 0;
	((volatile __u64 *)point)[3] = 1;
	bpf_obj_drop(point);
	return 0;
}
#endif

#ifdef OTHER_DROP
SEC("tc") int other_drop(struct __sk_buff *ctx)
{
	struct point *point = make();

	if (!point)
		return 0;
	bpf_percpu_obj_drop(point);
	return 0;
}
#endif

#ifdef OTHER_WAY
SEC("tc") int other_way(struct __sk_buff *ctx)
{
	struct point *point = bpf_percpu_obj_new(bpf_core_type_id_local(struct point));

	if (!point)
		return 0;
	bpf_obj_drop(point);
	return 0;
}
#endif

#ifdef UNCOUNTED
SEC("tc") int uncounted(struct __sk_buff *ctx)
{
	struct locked *locked = new(struct locked), *same;

	if (!locked)
		return 0;
	same = bpf_refcount_acquire(locked);
	bpf_obj_drop(locked);
	if (same)
		bpf_obj_drop(same);
	return 0;
}
#endif

#ifdef COUNT_LATE
SEC("tc") int count_late(struct __sk_buff *ctx)
{
	struct shared *shared = new(struct shared);

	if (!shared)
		return 0;
	bpf_obj_drop(shared);
	shared = bpf_refcount_acquire(shared);
	if (shared)
		bpf_obj_drop(shared);
	return 0;
}
#endif

#ifdef NO_STRUCT
SEC("tc") int no_struct(struct __sk_buff *ctx)
{
	void *object = bpf_obj_new(bpf_core_type_id_local(number));

	if (object)
		bpf_obj_drop(object);
	return 0;
}
#endif

#ifdef OUT_OF_RANGE
SEC("tc") int out_of_range(struct __sk_buff *ctx)
{
	void *object = bpf_obj_new(0x100000001ull);

	if (object)
		bpf_obj_drop(object);
	return 0;
}
#endif

#ifdef POINTING
SEC("tc") int pointing(struct __sk_buff *ctx)
{
	void *object = bpf_percpu_obj_new(bpf_core_type_id_local(struct pointing));

	if (object)
		bpf_percpu_obj_drop(object);
	return 0;
}
#endif

#ifdef SPECIAL
SEC("tc") int special(struct __sk_buff *ctx)
{
	void *object = bpf_percpu_obj_new(bpf_core_type_id_local(struct shared));

	if (object)
		bpf_percpu_obj_drop(object);
	return 0;
}
#endif

#ifdef LARGE
SEC("tc") int large(struct __sk_buff *ctx)
{
	void *object = bpf_percpu_obj_new(bpf_core_type_id_local(struct large));

	if (object)
		bpf_percpu_obj_drop(object);
	return 0;
}
#endif

#ifdef DROP_STACK
SEC("tc") int drop_stack(struct __sk_buff *ctx)
{
	__u64 here = 1;

	bpf_obj_drop(&here);
	return 0;
}
#endif

#ifdef KEY
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u64);
	__type(value, __u64);
} table SEC(".maps");

SEC("tc") int key(struct __sk_buff *ctx)
{
	struct point *point = make();

	if (!point)
		return 0;
	bpf_map_delete_elem(&table, &point->x);
	bpf_obj_drop(point);
	return 0;
}
#endif

#ifdef PEEK
SEC("tc") int peek(struct __sk_buff *ctx)
{
	struct shared *shared = new(struct shared);
	int seen;

	if (!shared)
		return 0;
	seen = shared->refcount.__opaque[0];
	bpf_obj_drop(shared);
	return seen;
}
#endif

#ifdef TWO_LOCKS
SEC("tc") int two_locks(struct __sk_buff *ctx)
{
	struct shared *first = new(struct shared), *second;

	if (!first)
		return 0;
	second = new(struct shared);
	if (!second) {
		bpf_obj_drop(first);
		return 0;
	}
	bpf_spin_lock(&first->lock);
	bpf_spin_unlock(&second->lock);
	bpf_obj_drop(first);
	bpf_obj_drop(second);
	return 0;
}
#endif

#ifdef OFF_LOCK
SEC("tc") int off_lock(struct __sk_buff *ctx)
{
	struct shared *shared = new(struct shared);

	if (!shared)
		return 0;
	bpf_spin_lock((void *)&shared->refcount);
	bpf_spin_unlock((void *)&shared->refcount);
	bpf_obj_drop(shared);
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
