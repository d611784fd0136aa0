// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A cache that evicts what was not used for the longest time: entries are found by key and are in a list by age. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define ENOMEM 12

#define __contains(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#define __section(name) SEC(name) __attribute__((visibility("hidden"), aligned(8)))

#ifdef OLD_NAMES
/* Linux 6.4 to 7.0 have no other names. The verifier sets the arguments that are NULL and 0 here. */
extern int bpf_list_push_front_impl(struct bpf_list_head *head, struct bpf_list_node *node,
				    void *meta__ign, u64 off) __ksym;
#define bpf_list_push_front(head, node) bpf_list_push_front_impl(head, node, NULL, 0)
#else
extern int bpf_list_push_front(struct bpf_list_head *head, struct bpf_list_node *node) __ksym;
#endif
extern void *bpf_obj_new(u64 local_type_id__k) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;
extern void *bpf_refcount_acquire(void *p__refcounted_kptr) __ksym;
extern struct bpf_list_node *bpf_list_pop_back(struct bpf_list_head *head) __ksym;
extern struct bpf_list_node *bpf_list_del(struct bpf_list_head *head,
					  struct bpf_list_node *node__nonown_allowed) __ksym;
extern bool bpf_list_is_first(struct bpf_list_head *head,
			      struct bpf_list_node *node__nonown_allowed) __ksym;

struct entry {
	u32 key;
	u32 uses;
	struct bpf_refcount refcount;
	struct bpf_list_node node;
};

struct slot {
	struct entry __kptr *entry;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, u32);
	__type(value, struct slot);
} cache SEC(".maps");

struct bpf_spin_lock lock __section(".data.ages");
/* The entry that was used last is at the front. */
struct bpf_list_head ages __section(".data.ages") __contains(entry, node);
u32 entries __section(".data.ages");

#define KEYS 8
/* What is asked for, one after the other; 0 is the end. */
const volatile u32 keys[KEYS] = { 1 };
const volatile u32 capacity = 3;
/* Is never evicted: it is not in the list. */
const volatile u32 pinned_key = 100;
/* Forgets to take an entry out before it is put in at the front. */
const volatile bool leave_in_list = false;

u32 evicted;
u32 last_evicted;
u32 not_in_list;
int push_error;

static void evict(void)
{
	struct bpf_list_node *node = NULL;
	struct entry *entry;
	u32 key;

	bpf_spin_lock(&lock);
	if (entries > capacity) {
		node = bpf_list_pop_back(&ages);
		if (node)
			entries--;
	}
	bpf_spin_unlock(&lock);
	if (!node)
		return;

	/* The list's reference is now the program's; the map's goes with the element. */
	entry = container_of(node, struct entry, node);
	last_evicted = entry->key;
	evicted++;
	/* Helpers take no pointer to an object for memory; the key has to be copied. */
	key = entry->key;
	bpf_map_delete_elem(&cache, &key);
#ifndef LEAK
	bpf_obj_drop(entry);
#endif
}

static int insert(u32 key)
{
	struct entry *entry, *listed, *other;
	struct slot empty = {};
	struct slot *slot;

	bpf_map_update_elem(&cache, &key, &empty, BPF_NOEXIST);
	slot = bpf_map_lookup_elem(&cache, &key);
	if (!slot)
		return -ENOMEM;
	entry = bpf_obj_new(bpf_core_type_id_local(struct entry));
	if (!entry)
		return -ENOMEM;
	entry->key = key;
	entry->uses = 0;

	/* One reference for the map, one for the list; an owner always gets a second one. */
	listed = bpf_refcount_acquire(entry);
	other = bpf_kptr_xchg(&slot->entry, entry);
	if (other)
		bpf_obj_drop(other);
	if (key == pinned_key) {
		bpf_obj_drop(listed);
		return 0;
	}
	bpf_spin_lock(&lock);
	bpf_list_push_front(&ages, &listed->node);
	entries++;
	bpf_spin_unlock(&lock);
	evict();
	return 0;
}

/* Moves an entry, of which the program has a reference, to the front. */
static void touch(struct entry *entry)
{
	struct bpf_list_node *node;
	bool is_missing = false;

	bpf_spin_lock(&lock);
	if (!bpf_list_is_first(&ages, &entry->node)) {
		if (leave_in_list)
			node = &((struct entry *)bpf_refcount_acquire(entry))->node;
		else
			node = bpf_list_del(&ages, &entry->node);
		/* The list's own reference, which it gets back; NULL if somebody has evicted it meanwhile. */
#ifndef NO_NULL_CHECK
		if (!node)
			is_missing = true;
		else
#endif
			push_error = bpf_list_push_front(&ages, node);
	}
	bpf_spin_unlock(&lock);
	not_in_list += is_missing;
	bpf_obj_drop(entry);
}

static int use(u32 key)
{
	struct slot *slot = bpf_map_lookup_elem(&cache, &key);
	struct entry *entry;

	if (!slot || !slot->entry)
		return insert(key);
	entry = slot->entry;
	if (entry)
		entry = bpf_refcount_acquire(entry);
	if (!entry)
		return 0;
	entry->uses++;
	touch(entry);
	return 0;
}

SEC("tc")
int use_keys(struct __sk_buff *skb)
{
	for (u32 i = 0; i < KEYS && keys[i]; i++) {
		int error = use(keys[i]);

		if (error)
			return error;
	}
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
