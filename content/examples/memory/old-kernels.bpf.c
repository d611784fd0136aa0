// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Jobs are in a list by age and in a tree by rank; by the names that all kernels since 6.7 have. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define ENOMEM 12

#define __contains(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#define __section(name) SEC(name) __attribute__((visibility("hidden"), aligned(8)))
#ifndef __percpu_kptr
#define __percpu_kptr __attribute__((btf_type_tag("percpu_kptr")))
#endif

extern void *bpf_obj_new_impl(u64 local_type_id__k, void *meta__ign) __ksym;
extern void bpf_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
extern void *bpf_percpu_obj_new_impl(u64 local_type_id__k, void *meta__ign) __ksym;
extern void bpf_percpu_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
extern void *bpf_refcount_acquire_impl(void *p__refcounted_kptr, void *meta__ign) __ksym;
extern int bpf_list_push_front_impl(struct bpf_list_head *head, struct bpf_list_node *node,
				    void *meta__ign, u64 off) __ksym;
extern int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node,
				   void *meta__ign, u64 off) __ksym;
extern struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head) __ksym;
extern int bpf_rbtree_add_impl(struct bpf_rb_root *root, struct bpf_rb_node *node,
			       bool (*less)(struct bpf_rb_node *a, const struct bpf_rb_node *b),
			       void *meta__ign, u64 off) __ksym;
extern struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root) __ksym;
extern struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;

struct job {
	u32 rank;
	struct bpf_refcount refcount;
	struct bpf_list_node by_age;
	struct bpf_rb_node by_rank;
};

struct tally {
	u64 submitted;
};

struct slot {
	struct tally __percpu_kptr *tally;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct slot);
} slots SEC(".maps");

struct bpf_spin_lock lock __section(".data.jobs");
struct bpf_list_head ages __section(".data.jobs") __contains(job, by_age);
struct bpf_rb_root ranks __section(".data.jobs") __contains(job, by_rank);

#define JOBS 4
/* Of the jobs, in the order in which they come; 0 is the end. */
const volatile u32 job_ranks[JOBS] = { 30, 10, 20 };
/* Rank below which a job need not wait in the order of age. */
const volatile u32 urgent_below = 15;

u32 oldest_rank;
u32 lowest_rank;
u64 submitted;

static bool ranks_below(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	return container_of(a, struct job, by_rank)->rank < container_of(b, struct job, by_rank)->rank;
}

static int submit(u32 rank)
{
	struct job *job, *again;

	/* The arguments that are NULL and 0 throughout are set by the verifier. */
	job = bpf_obj_new_impl(bpf_core_type_id_local(struct job), NULL);
	if (!job)
		return -ENOMEM;
	job->rank = rank;
	/* One reference for the list and one for the tree; an owner always gets another one. */
	again = bpf_refcount_acquire_impl(job, NULL);

	bpf_spin_lock(&lock);
	if (rank < urgent_below)
		bpf_list_push_front_impl(&ages, &job->by_age, NULL, 0);
	else
		bpf_list_push_back_impl(&ages, &job->by_age, NULL, 0);
#ifdef WITHOUT_REFERENCE
	bpf_rbtree_add_impl(&ranks, &job->by_rank, ranks_below, NULL, 0);
#else
	bpf_rbtree_add_impl(&ranks, &again->by_rank, ranks_below, NULL, 0);
#endif
	bpf_spin_unlock(&lock);
#ifdef WITHOUT_REFERENCE
	bpf_obj_drop_impl(again, NULL);
#endif
	return 0;
}

static void count(struct slot *slot)
{
	struct tally *tally = slot->tally;

	if (!tally) {
		tally = bpf_percpu_obj_new_impl(bpf_core_type_id_local(struct tally), NULL);
		if (!tally)
			return;
		tally = bpf_kptr_xchg(&slot->tally, tally);
		if (tally)
			bpf_percpu_obj_drop_impl(tally, NULL);
		tally = slot->tally;
		if (!tally)
			return;
		((struct tally *)bpf_this_cpu_ptr(tally))->submitted = 0;
	}
	submitted = ++((struct tally *)bpf_this_cpu_ptr(tally))->submitted;
}

static void end_count(struct slot *slot)
{
	struct tally *tally = bpf_kptr_xchg(&slot->tally, NULL);

	if (tally)
		bpf_percpu_obj_drop_impl(tally, NULL);
}

SEC("tc")
int rank_jobs(struct __sk_buff *skb)
{
	struct bpf_rb_node *ranked, *removed = NULL;
	struct bpf_list_node *aged;
	struct slot *slot;
	struct job *job;
	u32 key = 0;

	slot = bpf_map_lookup_elem(&slots, &key);
	if (!slot)
		return 0;
	for (u32 i = 0; i < JOBS && job_ranks[i]; i++) {
		if (submit(job_ranks[i]))
			return -ENOMEM;
		count(slot);
	}

	bpf_spin_lock(&lock);
	aged = bpf_list_pop_front(&ages);
	ranked = bpf_rbtree_first(&ranks);
	if (ranked)
		removed = bpf_rbtree_remove(&ranks, ranked);
	bpf_spin_unlock(&lock);
	if (aged) {
		job = container_of(aged, struct job, by_age);
		oldest_rank = job->rank;
		bpf_obj_drop_impl(job, NULL);
	}
	if (removed) {
		job = container_of(removed, struct job, by_rank);
		lowest_rank = job->rank;
		bpf_obj_drop_impl(job, NULL);
	}
	end_count(slot);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
