// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Keeps port ranges in a tree and finds the one that a port lies in, on a way from the root. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define ENOENT 2
#define ENOMEM 12

#define __contains(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#define __section(name) SEC(name) __attribute__((visibility("hidden"), aligned(8)))

extern int bpf_rbtree_add(struct bpf_rb_root *root, struct bpf_rb_node *node,
			  bool (*less)(struct bpf_rb_node *a, const struct bpf_rb_node *b)) __ksym;
extern struct bpf_rb_node *bpf_rbtree_root(struct bpf_rb_root *root) __ksym;
extern struct bpf_rb_node *bpf_rbtree_left(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;
extern struct bpf_rb_node *bpf_rbtree_right(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;
extern void *bpf_obj_new(u64 local_type_id__k) __ksym;

struct port_range {
	u16 first;
	u16 last;
	u32 mark;
	struct bpf_rb_node node;
};

struct bpf_spin_lock lock __section(".data.ranges");
struct bpf_rb_root ranges __section(".data.ranges") __contains(port_range, node);
struct bpf_rb_root other_ranges __section(".data.ranges") __contains(port_range, node);

/* A red-black tree of 15 nodes is never deeper. */
#define MOST_STEPS 8
#define RANGES 3
/* Volatile: of constants the compiler makes one wide store over two members, which the verifier refuses. */
const volatile u16 bounds[RANGES][2] = { { 1000, 1999 }, { 100, 199 }, { 8000, 8999 } };
/* How many of the ranges are put in. */
const volatile u32 range_count = RANGES;
const volatile u16 port = 0;

u32 found_mark;
u32 steps;

static bool is_below(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	return container_of(a, struct port_range, node)->first < container_of(b, struct port_range, node)->first;
}

static int add_range(u16 first, u16 last, u32 mark)
{
	struct port_range *range = bpf_obj_new(bpf_core_type_id_local(struct port_range));

	if (!range)
		return -ENOMEM;
	range->first = first;
	range->last = last;
	range->mark = mark;
	bpf_spin_lock(&lock);
	bpf_rbtree_add(&ranges, &range->node, is_below);
	bpf_spin_unlock(&lock);
	return 0;
}

#ifdef OTHER_TREE
#define SEARCHED other_ranges
#else
#define SEARCHED ranges
#endif

/* The lock is held: nodes are lent until it is released. */
static int find_mark(u16 wanted)
{
	struct bpf_rb_node *node = bpf_rbtree_root(&ranges);
	struct port_range *range;

	for (u32 i = 0; i < MOST_STEPS; i++) {
#ifndef NO_NULL_CHECK
		if (!node)
			return -ENOENT;
#endif
		range = container_of(node, struct port_range, node);
		if (wanted < range->first) {
			node = bpf_rbtree_left(&SEARCHED, node);
		} else if (wanted > range->last) {
			node = bpf_rbtree_right(&SEARCHED, node);
		} else {
			found_mark = range->mark;
			return 0;
		}
		steps++;
	}
	return -ENOENT;
}

SEC("tc")
int mark_by_port(struct __sk_buff *skb)
{
	int error;

	for (u32 i = 0; i < RANGES && i < range_count; i++)
		if (add_range(bounds[i][0], bounds[i][1], i + 1))
			return -ENOMEM;

#ifndef WITHOUT_LOCK
	bpf_spin_lock(&lock);
#endif
	error = find_mark(port);
#ifndef WITHOUT_LOCK
	bpf_spin_unlock(&lock);
#endif
	return error;
}

char _license[] SEC("license") = "Dual BSD/GPL";
