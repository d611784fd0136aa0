// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

#define __contains(name, node) __attribute__((btf_decl_tag("contains:" #name ":" #node)))
#define private(name) SEC(".data." #name) __attribute__((visibility("hidden"), aligned(8)))
#define object_of(pointer, type, member) ((type *)((void *)(pointer) - __builtin_offsetof(type, member)))
#define new(type) ((type *)bpf_obj_new_impl(bpf_core_type_id_local(type), NULL))
#define NULL_TREE 255

extern void *bpf_obj_new_impl(__u64 local_type_id__k, void *meta__ign) __ksym;
extern void bpf_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
extern int bpf_rbtree_add(struct bpf_rb_root *root, struct bpf_rb_node *node,
			  bool (*less)(struct bpf_rb_node *, const struct bpf_rb_node *)) __ksym;
extern int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node,
			       bool (*less)(struct bpf_rb_node *, const struct bpf_rb_node *), void *meta__ign,
			       __u64 off) __ksym;
extern struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;
extern struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root) __ksym;
extern struct bpf_rb_node *bpf_rbtree_root(struct bpf_rb_root *root) __ksym;
extern struct bpf_rb_node *bpf_rbtree_left(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;
extern struct bpf_rb_node *bpf_rbtree_right(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;

struct leaf {
	__u32 key;
	struct bpf_rb_node node;
	__u32 number;
};

private(A) struct bpf_spin_lock lock;
private(A) struct bpf_rb_root tree __contains(leaf, node);
private(A) struct bpf_rb_root other_tree __contains(leaf, node);

/* Keys of what is added, and then of what is removed; 0 ends each. */
const volatile __u8 added[32] = { 1 };
const volatile __u8 removed[32];
/* The tree in levels: the children of the node at i stand at 2i + 1 and 2i + 2. */
__u8 shape[63];
__u8 in_order[32];
__u32 comparisons, misses;
__s64 error;

static bool less(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	comparisons++;
	return object_of(a, struct leaf, node)->key < object_of(b, struct leaf, node)->key;
}

static int add(__u32 key, __u32 number)
{
	struct leaf *leaf = new(struct leaf);

	if (!leaf)
		return 1;
	leaf->key = key;
	leaf->number = number;
	bpf_spin_lock(&lock);
	error = bpf_rbtree_add(&tree, &leaf->node, less);
	bpf_spin_unlock(&lock);
	return 0;
}

/* The node with a key, looked for from the root; the lock is held. */
static struct bpf_rb_node *find(__u32 key)
{
	struct bpf_rb_node *node = bpf_rbtree_root(&tree);

	for (int depth = 0; depth < 6; depth++) {
		if (!node)
			return NULL;
		struct leaf *leaf = object_of(node, struct leaf, node);

		if (leaf->key == key)
			return node;
		node = key < leaf->key ? bpf_rbtree_left(&tree, node) : bpf_rbtree_right(&tree, node);
	}
	return NULL;
}

static void take_out(__u32 key)
{
	struct bpf_rb_node *node;

	bpf_spin_lock(&lock);
	node = find(key);
	if (node)
		node = bpf_rbtree_remove(&tree, node);
	bpf_spin_unlock(&lock);
	if (node)
		bpf_obj_drop_impl(object_of(node, struct leaf, node), NULL);
	else
		misses++;
}

/* The key of the node that a place in `shape` stands for, by the way that leads there. */
static __u8 key_at(__u32 place)
{
	__u32 turns = place + 1, length = 0;
	struct bpf_rb_node *node;
	__u8 key = 0;

	for (length = 0; length < 5; length++)
		if (turns >> (length + 1) == 0)
			break;
	bpf_spin_lock(&lock);
	node = bpf_rbtree_root(&tree);
	for (int level = 4; level >= 0; level--) {
		if (level >= length || !node)
			continue;
		node = (turns >> level) & 1 ? bpf_rbtree_right(&tree, node) : bpf_rbtree_left(&tree, node);
	}
	if (node)
		key = object_of(node, struct leaf, node)->key;
	bpf_spin_unlock(&lock);
	return key;
}

SEC("tc") int grow(struct __sk_buff *ctx)
{
	for (int index = 0; index < 32; index++) {
		if (!added[index])
			break;
		if (add(added[index], index))
			return 1;
	}
	for (int index = 0; index < 32; index++) {
		if (!removed[index])
			break;
		take_out(removed[index]);
	}
	for (int place = 0; place < 63; place++)
		shape[place] = key_at(place);
	for (int index = 0; index < 32; index++) {
		struct bpf_rb_node *node;

		bpf_spin_lock(&lock);
		node = bpf_rbtree_first(&tree);
		if (node)
			node = bpf_rbtree_remove(&tree, node);
		bpf_spin_unlock(&lock);
		if (!node)
			break;
		in_order[index] = object_of(node, struct leaf, node)->number;
		bpf_obj_drop_impl(object_of(node, struct leaf, node), NULL);
	}
	return 0;
}

/* What hangs in another tree, and in none. */
SEC("tc") int elsewhere(struct __sk_buff *ctx)
{
	struct bpf_rb_node *node, *gone = NULL;
	struct leaf *leaf = new(struct leaf);

	if (!leaf)
		return 1;
	leaf->key = 3;
	bpf_spin_lock(&lock);
	error = bpf_rbtree_add_impl(&tree, &leaf->node, less, NULL, 0);
	node = bpf_rbtree_first(&tree);
	if (node) {
		gone = bpf_rbtree_remove(&other_tree, node);
		shape[0] = gone != NULL;
		shape[1] = bpf_rbtree_left(&other_tree, node) != NULL;
	}
	bpf_spin_unlock(&lock);
	if (gone)
		bpf_obj_drop_impl(object_of(gone, struct leaf, node), NULL);
	bpf_spin_lock(&lock);
	shape[2] = bpf_rbtree_first(&other_tree) == NULL;
	shape[3] = bpf_rbtree_root(&other_tree) == NULL;
	bpf_spin_unlock(&lock);
	return 0;
}

#ifdef CALLBACK
static bool removing(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	bpf_rbtree_remove(&tree, a);
	return false;
}
#endif

#ifdef LOCKING
static bool locking(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	bpf_spin_unlock(&lock);
	bpf_spin_lock(&lock);
	return false;
}
#endif

#ifdef RANGE
static int beyond(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	return 2;
}
#endif

#if defined(CALLBACK) || defined(LOCKING) || defined(RANGE)
SEC("tc") int by_callback(struct __sk_buff *ctx)
{
	struct leaf *first = new(struct leaf), *second;

	if (!first)
		return 1;
	second = new(struct leaf);
	if (!second) {
		bpf_obj_drop_impl(first, NULL);
		return 1;
	}
	bpf_spin_lock(&lock);
#ifdef CALLBACK
	bpf_rbtree_add(&tree, &first->node, removing);
	bpf_rbtree_add(&tree, &second->node, removing);
#elif defined(LOCKING)
	bpf_rbtree_add(&tree, &first->node, locking);
	bpf_rbtree_add(&tree, &second->node, locking);
#else
	bpf_rbtree_add(&tree, &first->node, (void *)beyond);
	bpf_rbtree_add(&tree, &second->node, (void *)beyond);
#endif
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef REMOVED_LATE
SEC("tc") int removed_late(struct __sk_buff *ctx)
{
	struct bpf_rb_node *node;

	if (add(1, 0))
		return 1;
	bpf_spin_lock(&lock);
	node = bpf_rbtree_first(&tree);
	bpf_spin_unlock(&lock);
	if (!node)
		return 0;
	bpf_spin_lock(&lock);
	node = bpf_rbtree_remove(&tree, node);
	bpf_spin_unlock(&lock);
	if (node)
		bpf_obj_drop_impl(object_of(node, struct leaf, node), NULL);
	return 0;
}
#endif

#ifdef UNLOCKED
SEC("tc") int unlocked(struct __sk_buff *ctx)
{
	return bpf_rbtree_first(&tree) != NULL;
}
#endif

#ifdef LENT
SEC("tc") int lent(struct __sk_buff *ctx)
{
	struct bpf_rb_node *node;

	if (add(1, 0))
		return 1;
	bpf_spin_lock(&lock);
	node = bpf_rbtree_first(&tree);
	if (node)
		bpf_rbtree_add(&other_tree, node, less);
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef UNCHECKED
SEC("tc") int unchecked(struct __sk_buff *ctx)
{
	struct bpf_rb_node *node;

	bpf_spin_lock(&lock);
	node = bpf_rbtree_first(&tree);
	shape[0] = object_of(node, struct leaf, node)->key;
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

#ifdef NOT_A_NODE
SEC("tc") int not_a_node(struct __sk_buff *ctx)
{
	struct leaf *leaf = new(struct leaf);

	if (!leaf)
		return 1;
	bpf_spin_lock(&lock);
	bpf_rbtree_add(&tree, (void *)&leaf->number, less);
	bpf_spin_unlock(&lock);
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
