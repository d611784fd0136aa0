// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

#define __contains(name, node) __attribute__((btf_decl_tag("contains:" #name ":" #node)))
#define private(name) SEC(".bss." #name) __attribute__((visibility("hidden"), aligned(8)))
#define object_of(pointer, type, member) ((type *)((void *)(pointer) - __builtin_offsetof(type, member)))
#define new(type) ((type *)bpf_obj_new(bpf_core_type_id_local(type)))
/* Linux 7.3 keeps one type for each call in the code: calls for objects of several types must not become one. */
#define drop(object) ({ __attribute__((nomerge)) bpf_obj_drop(object); })

extern void *bpf_obj_new(__u64 local_type_id__k) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;
extern void *bpf_refcount_acquire(void *p__refcounted_kptr) __ksym;
extern int bpf_list_push_front(struct bpf_list_head *head, struct bpf_list_node *node) __ksym;
extern int bpf_list_push_back(struct bpf_list_head *head, struct bpf_list_node *node) __ksym;
extern int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node, void *meta__ign,
				   __u64 off) __ksym;
extern int bpf_list_add(struct bpf_list_head *head, struct bpf_list_node *new,
			struct bpf_list_node *prev__nonown_allowed) __ksym;
extern struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head) __ksym;
extern struct bpf_list_node *bpf_list_pop_back(struct bpf_list_head *head) __ksym;
extern struct bpf_list_node *bpf_list_front(struct bpf_list_head *head) __ksym;
extern struct bpf_list_node *bpf_list_back(struct bpf_list_head *head) __ksym;
extern struct bpf_list_node *bpf_list_del(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed) __ksym;
extern bool bpf_list_is_first(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed) __ksym;
extern bool bpf_list_is_last(struct bpf_list_head *head, struct bpf_list_node *node__nonown_allowed) __ksym;
extern bool bpf_list_empty(struct bpf_list_head *head) __ksym;
extern int bpf_res_spin_lock(struct bpf_res_spin_lock *lock) __ksym;
extern void bpf_res_spin_unlock(struct bpf_res_spin_lock *lock) __ksym;

struct item {
	__u64 value;
	struct bpf_refcount refcount;
	struct bpf_list_node here;
	struct bpf_list_node there;
};

struct plain {
	struct bpf_list_node node;
	__u32 value;
};

struct owner {
	struct bpf_spin_lock lock;
	struct bpf_list_head plains __contains(plain, node);
};

struct queue {
	__u64 length;
	struct bpf_spin_lock lock;
	struct bpf_list_head plains __contains(plain, node);
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct queue);
} queues SEC(".maps");

struct resilient {
	struct bpf_res_spin_lock lock;
	struct bpf_list_head plains __contains(plain, node);
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct resilient);
} resilients SEC(".maps");

#ifdef BAD_TYPES
struct silent {
	struct bpf_spin_lock lock;
	struct bpf_list_head says_nothing;
};

struct silent *silent;
#endif

private(A) struct bpf_spin_lock lock;
private(A) struct bpf_list_head here __contains(item, here);
private(A) struct bpf_list_head there __contains(item, there);
private(B) struct bpf_spin_lock other_lock;
private(B) struct bpf_list_head others __contains(plain, node);

__u64 values[8];
__s64 errors[4];
__u32 answers[12], at;

static struct item *make(__u64 value)
{
	struct item *item = new(struct item);

	if (item)
		item->value = value;
	return item;
}

/* Ends the list and keeps what its objects held, from the front. */
static void take_all(struct bpf_list_head *head)
{
	struct bpf_list_node *node;

	for (int index = 0; index < 4; index++) {
		bpf_spin_lock(&lock);
		node = bpf_list_pop_front(head);
		bpf_spin_unlock(&lock);
		if (!node)
			return;
		struct item *item = object_of(node, struct item, here);

		if (at < 8)
			values[at++ & 7] = item->value;
		drop(item);
	}
}

SEC("tc") int order(struct __sk_buff *ctx)
{
	struct item *a = make(1), *b = NULL, *c = NULL, *d = NULL;
	struct bpf_list_node *node;

	if (!a)
		return 1;
	b = make(2);
	if (!b) {
		drop(a);
		return 1;
	}
	c = make(3);
	if (!c) {
		drop(a);
		drop(b);
		return 1;
	}
	d = make(4);
	if (!d) {
		drop(a);
		drop(b);
		drop(c);
		return 1;
	}
	bpf_spin_lock(&lock);
	answers[0] = bpf_list_empty(&here);
	answers[1] = bpf_list_front(&here) == NULL;
	bpf_list_push_front(&here, &a->here);
	bpf_list_push_front(&here, &b->here);
	bpf_list_push_back_impl(&here, &c->here, NULL, 0);
	answers[2] = bpf_list_empty(&here);
	answers[3] = bpf_list_is_first(&here, &b->here);
	answers[4] = bpf_list_is_first(&here, &a->here);
	answers[5] = bpf_list_is_last(&here, &c->here);
	errors[0] = bpf_list_add(&here, &d->here, &a->here);
	a->value = 11;
	node = bpf_list_front(&here);
	if (node)
		answers[6] = object_of(node, struct item, here)->value;
	node = bpf_list_back(&here);
	if (node)
		answers[7] = object_of(node, struct item, here)->value;
	bpf_spin_unlock(&lock);
	take_all(&here);
	bpf_spin_lock(&lock);
	node = bpf_list_pop_back(&here);
	bpf_spin_unlock(&lock);
	if (node)
		drop(object_of(node, struct item, here));
	return node != NULL;
}

/* One object in two lists, and what does not hang where it is looked for. */
SEC("tc") int shared(struct __sk_buff *ctx)
{
	struct item *item = make(5), *same, *again;
	struct bpf_list_node *node, *gone;

	if (!item)
		return 1;
	same = bpf_refcount_acquire(item);
	again = bpf_refcount_acquire(item);
	bpf_spin_lock(&lock);
	errors[0] = bpf_list_push_back(&here, &item->here);
	errors[1] = bpf_list_push_back(&there, &same->there);
	errors[2] = bpf_list_push_back(&here, &again->here);
	node = bpf_list_front(&here);
	gone = NULL;
	if (node) {
		item = object_of(node, struct item, here);
		answers[0] = item->value;
		gone = bpf_list_del(&here, node);
		answers[1] = gone != NULL;
		answers[2] = bpf_list_is_first(&here, &item->here);
		answers[3] = bpf_list_is_first(&there, &item->there);
	}
	bpf_spin_unlock(&lock);
	if (gone)
		drop(object_of(gone, struct item, here));
	bpf_spin_lock(&lock);
	node = bpf_list_pop_front(&there);
	bpf_spin_unlock(&lock);
	if (node) {
		item = object_of(node, struct item, there);
		answers[4] = item->value;
		again = bpf_refcount_acquire(item);
		answers[5] = again == item;
		drop(again);
		drop(item);
	}
	return 0;
}

/* A list in the value of a map. */
SEC("tc") int in_value(struct __sk_buff *ctx)
{
	struct bpf_list_node *node;
	struct queue *queue;
	struct plain *plain;
	__u32 key = 1;

	queue = bpf_map_lookup_elem(&queues, &key);
	plain = new(struct plain);
	if (!plain)
		return 1;
	if (!queue) {
		drop(plain);
		return 1;
	}
	plain->value = 7;
	bpf_spin_lock(&queue->lock);
	bpf_list_push_back(&queue->plains, &plain->node);
	queue->length++;
	bpf_spin_unlock(&queue->lock);
	bpf_spin_lock(&queue->lock);
	node = bpf_list_pop_back(&queue->plains);
	bpf_spin_unlock(&queue->lock);
	if (!node)
		return 1;
	plain = object_of(node, struct plain, node);
	answers[0] = plain->value;
	drop(plain);
	return 0;
}

/* A list in an object, which owns what hangs in it. */
SEC("tc") int in_object(struct __sk_buff *ctx)
{
	struct owner *owner = new(struct owner);
	struct bpf_list_node *node;
	struct plain *plain;

	if (!owner)
		return 1;
	plain = new(struct plain);
	if (!plain) {
		drop(owner);
		return 1;
	}
	plain->value = 8;
	bpf_spin_lock(&owner->lock);
	bpf_list_push_back(&owner->plains, &plain->node);
	node = bpf_list_front(&owner->plains);
	if (node)
		answers[0] = object_of(node, struct plain, node)->value;
	bpf_spin_unlock(&owner->lock);
	drop(owner);
	return 0;
}

/* A list that a resilient lock guards. */
SEC("tc") int resilient(struct __sk_buff *ctx)
{
	struct plain *plain = new(struct plain);
	struct resilient *value;
	struct bpf_list_node *node;
	__u32 key = 0;

	if (!plain)
		return 1;
	value = bpf_map_lookup_elem(&resilients, &key);
	if (!value || bpf_res_spin_lock(&value->lock)) {
		drop(plain);
		return 1;
	}
	plain->value = 9;
	bpf_list_push_front(&value->plains, &plain->node);
	bpf_res_spin_unlock(&value->lock);
	if (bpf_res_spin_lock(&value->lock))
		return 1;
	node = bpf_list_pop_front(&value->plains);
	bpf_res_spin_unlock(&value->lock);
	if (node) {
		plain = object_of(node, struct plain, node);
		answers[0] = plain->value;
		drop(plain);
	}
	return 0;
}

#ifdef TWO_LOOKUPS
SEC("tc") int two_lookups(struct __sk_buff *ctx)
{
	struct queue *first, *second;
	__u32 key = 0;

	first = bpf_map_lookup_elem(&queues, &key);
	second = bpf_map_lookup_elem(&queues, &key);
	if (!first || !second)
		return 0;
	bpf_spin_lock(&first->lock);
	answers[0] = bpf_list_empty(&second->plains);
	bpf_spin_unlock(&first->lock);
	return 0;
}
#endif

#ifdef BAD_TYPES
SEC("tc") int bad_types(struct __sk_buff *ctx)
{
	answers[0] = silent != NULL;
	bpf_spin_lock(&lock);
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef TRACING
SEC("raw_tp/task_newtask") int tracing(void *ctx)
{
	bpf_spin_lock(&lock);
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef UNLOCKED
SEC("tc") int unlocked(struct __sk_buff *ctx)
{
	struct item *item = make(1);

	if (item)
		bpf_list_push_front(&here, &item->here);
	return 0;
}
#endif

#ifdef OTHER_LOCK
SEC("tc") int other_lock_held(struct __sk_buff *ctx)
{
	bpf_spin_lock(&other_lock);
	answers[0] = bpf_list_empty(&here);
	bpf_spin_unlock(&other_lock);
	return 0;
}
#endif

#ifdef AFTER_UNLOCK
SEC("tc") int after_unlock(struct __sk_buff *ctx)
{
	struct item *item = make(1);

	if (!item)
		return 0;
	bpf_spin_lock(&lock);
	bpf_list_push_front(&here, &item->here);
	bpf_spin_unlock(&lock);
	return item->value;
}
#endif

#ifdef PUSHED_TWICE
SEC("tc") int pushed_twice(struct __sk_buff *ctx)
{
	struct item *item = make(1);

	if (!item)
		return 0;
	bpf_spin_lock(&lock);
	bpf_list_push_front(&here, &item->here);
	bpf_list_push_back(&here, &item->here);
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef WRONG_LIST
SEC("tc") int wrong_list(struct __sk_buff *ctx)
{
	struct item *item = make(1);

	if (!item)
		return 0;
	bpf_spin_lock(&other_lock);
	bpf_list_push_front(&others, &item->here);
	bpf_spin_unlock(&other_lock);
	return 0;
}
#endif

#ifdef WRONG_NODE
SEC("tc") int wrong_node(struct __sk_buff *ctx)
{
	struct item *item = make(1);

	if (!item)
		return 0;
	bpf_spin_lock(&lock);
	bpf_list_push_front(&here, &item->there);
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef NO_LIST
SEC("tc") int no_list(struct __sk_buff *ctx)
{
	bpf_spin_lock(&lock);
	answers[0] = bpf_list_empty((void *)&lock);
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef LEAK
SEC("tc") int leak(struct __sk_buff *ctx)
{
	struct item *item = make(1);
	struct bpf_list_node *node;

	if (!item)
		return 0;
	bpf_spin_lock(&lock);
	bpf_list_push_front(&here, &item->here);
	node = bpf_list_pop_front(&here);
	bpf_spin_unlock(&lock);
	return node != NULL;
}
#endif

#ifdef DROP_LENT
SEC("tc") int drop_lent(struct __sk_buff *ctx)
{
	struct item *item = make(1);

	if (!item)
		return 0;
	bpf_spin_lock(&lock);
	bpf_list_push_front(&here, &item->here);
	bpf_spin_unlock(&lock);
	drop(item);
	return 0;
}
#endif

#ifdef PEEK
SEC("tc") int peek(struct __sk_buff *ctx)
{
	return here.__opaque[0] != 0;
}
#endif

#ifdef PEEK_NODE
SEC("tc") int peek_node(struct __sk_buff *ctx)
{
	struct item *item = make(1);
	int seen;

	if (!item)
		return 0;
	seen = item->here.__opaque[0] != 0;
	drop(item);
	return seen;
}
#endif

#ifdef CALL_LOCKED
SEC("tc") int call_locked(struct __sk_buff *ctx)
{
	struct item *item = make(1);

	if (!item)
		return 0;
	bpf_spin_lock(&lock);
	drop(item);
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef NO_LOCK
SEC("tc") int no_lock(struct __sk_buff *ctx)
{
	struct item *item = make(1);

	if (!item)
		return 0;
	bpf_spin_lock((void *)&item->refcount);
	bpf_spin_unlock((void *)&item->refcount);
	drop(item);
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
