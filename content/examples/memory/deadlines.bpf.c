// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Keeps tasks in a tree by deadline, and takes out those that are due, the earliest first. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define ENOMEM 12

#define __contains(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#define __section(name) SEC(name) __attribute__((visibility("hidden"), aligned(8)))

#ifdef OLD_NAMES
/* Linux 6.4 to 7.0 have no other names. The verifier sets the arguments that are NULL and 0 here. */
extern int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node,
			       bool (*less)(struct bpf_rb_node *a, const struct bpf_rb_node *b),
			       void *meta__ign, u64 off) __ksym;
#define bpf_rbtree_add(root, node, less) bpf_rbtree_add_impl(root, node, less, NULL, 0)
#else
extern int bpf_rbtree_add(struct bpf_rb_root *root, struct bpf_rb_node *node,
			  bool (*less)(struct bpf_rb_node *a, const struct bpf_rb_node *b)) __ksym;
#endif
extern struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root) __ksym;
extern struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;
extern void *bpf_obj_new(u64 local_type_id__k) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;
extern void *bpf_refcount_acquire(void *p__refcounted_kptr) __ksym;

struct task {
	u64 deadline;
	struct bpf_refcount refcount;
	struct bpf_rb_node node;
};

struct bpf_spin_lock lock __section(".data.tasks");
struct bpf_rb_root tasks __section(".data.tasks") __contains(task, node);
struct bpf_rb_root suspended __section(".data.tasks") __contains(task, node);

#define TASKS 4
/* 0 is the end. */
const volatile u32 deadlines[TASKS] = { 30, 10, 20 };
const volatile u64 now = 20;
/* Adds each task a second time. */
const volatile bool twice = false;

u64 due[TASKS];
u32 due_count;
u32 misses;
int add_error;

static bool is_earlier(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	return container_of(a, struct task, node)->deadline < container_of(b, struct task, node)->deadline;
}

static int add_task(u64 deadline)
{
	struct task *task, *again = NULL;

	task = bpf_obj_new(bpf_core_type_id_local(struct task));
	if (!task)
		return -ENOMEM;
	task->deadline = deadline;
	if (twice)
		again = bpf_refcount_acquire(task);

	bpf_spin_lock(&lock);
	bpf_rbtree_add(&tasks, &task->node, is_earlier);
	if (again)
		add_error = bpf_rbtree_add(&tasks, &again->node, is_earlier);
	bpf_spin_unlock(&lock);
	return 0;
}

/* The earliest task, if it is due; it then belongs to the program. */
static struct task *take_due(void)
{
	struct bpf_rb_node *node, *removed = NULL;
	bool is_due = false;

	bpf_spin_lock(&lock);
	node = bpf_rbtree_first(&tasks);
#ifdef REMOVE_AFTER_UNLOCK
	bpf_spin_unlock(&lock);
	bpf_spin_lock(&lock);
#endif
#ifdef NO_NULL_CHECK
	if (container_of(node, struct task, node)->deadline <= now)
		is_due = true;
#else
	if (node && container_of(node, struct task, node)->deadline <= now)
		is_due = true;
#endif
	if (node && is_due) {
#ifdef OTHER_TREE
		removed = bpf_rbtree_remove(&suspended, node);
#else
		removed = bpf_rbtree_remove(&tasks, node);
#endif
	}
	bpf_spin_unlock(&lock);
	if (!removed) {
		misses += is_due;
		return NULL;
	}
	return container_of(removed, struct task, node);
}

SEC("tc")
int run_due_tasks(struct __sk_buff *skb)
{
	struct task *task;

	for (u32 i = 0; i < TASKS && deadlines[i]; i++)
		if (add_task(deadlines[i]))
			return -ENOMEM;

	for (u32 i = 0; i < TASKS; i++) {
		task = take_due();
		if (!task)
			break;
		due[i] = task->deadline;
		due_count++;
#ifndef LEAK
		bpf_obj_drop(task);
#endif
	}
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
