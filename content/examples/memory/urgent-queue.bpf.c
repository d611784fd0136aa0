// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A queue of jobs. The job at the front is being worked on; an urgent one goes right after it. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define ENOMEM 12

#define __contains(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#define __section(name) SEC(name) __attribute__((visibility("hidden"), aligned(8)))

extern void *bpf_obj_new(u64 local_type_id__k) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;
extern void *bpf_refcount_acquire(void *p__refcounted_kptr) __ksym;
extern int bpf_list_push_back(struct bpf_list_head *head, struct bpf_list_node *node) __ksym;
extern int bpf_list_add(struct bpf_list_head *head, struct bpf_list_node *new,
			struct bpf_list_node *prev__nonown_allowed) __ksym;
extern struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head) __ksym;
extern struct bpf_list_node *bpf_list_pop_back(struct bpf_list_head *head) __ksym;
extern struct bpf_list_node *bpf_list_front(struct bpf_list_head *head) __ksym;
extern struct bpf_list_node *bpf_list_back(struct bpf_list_head *head) __ksym;
extern bool bpf_list_is_last(struct bpf_list_head *head,
			     struct bpf_list_node *node__nonown_allowed) __ksym;
extern bool bpf_list_empty(struct bpf_list_head *head) __ksym;

struct job {
	u32 id;
	struct bpf_refcount refcount;
	struct bpf_list_node node;
};

struct bpf_spin_lock lock __section(".data.jobs");
struct bpf_list_head jobs __section(".data.jobs") __contains(job, node);
struct bpf_list_head parked __section(".data.jobs") __contains(job, node);

#define JOBS 4
const volatile u32 ordinary_jobs = 2;
const volatile u32 urgent_jobs = 1;

/* Ids of the jobs from the front, and how many there are. */
u32 order[JOBS * 2];
u32 taken;
u32 first_id;
u32 last_id;
int add_error;
bool was_empty;
bool is_alone;
bool has_last;

static struct job *make_job(u32 id)
{
	struct job *job = bpf_obj_new(bpf_core_type_id_local(struct job));

	if (job)
		job->id = id;
	return job;
}

static int append(u32 id)
{
	struct job *job = make_job(id);

	if (!job)
		return -ENOMEM;
	bpf_spin_lock(&lock);
	was_empty = bpf_list_empty(&jobs);
	bpf_list_push_back(&jobs, &job->node);
	bpf_spin_unlock(&lock);
	return 0;
}

static int add_urgent(u32 id)
{
	struct job *job = make_job(id);
	struct bpf_list_node *front;

	if (!job)
		return -ENOMEM;
	bpf_spin_lock(&lock);
#ifdef OTHER_LIST
	bpf_list_push_back(&parked, &job->node);
	bpf_spin_unlock(&lock);
	job = make_job(id);
	if (!job)
		return -ENOMEM;
	bpf_spin_lock(&lock);
	front = bpf_list_front(&parked);
#else
	front = bpf_list_front(&jobs);
#endif
	/* Lent by the list until the lock is released. */
	if (front) {
		is_alone = bpf_list_is_last(&jobs, front);
		add_error = bpf_list_add(&jobs, &job->node, front);
	} else {
		bpf_list_push_back(&jobs, &job->node);
	}
	bpf_spin_unlock(&lock);
	return 0;
}

static void look(void)
{
	struct bpf_list_node *node;

	bpf_spin_lock(&lock);
	node = bpf_list_front(&jobs);
#ifdef PEEK_WITHOUT_LOCK
	bpf_spin_unlock(&lock);
	if (node)
		first_id = container_of(node, struct job, node)->id;
#else
#ifndef NO_NULL_CHECK
	if (node)
#endif
		first_id = container_of(node, struct job, node)->id;
	node = bpf_list_back(&jobs);
	if (node) {
		last_id = container_of(node, struct job, node)->id;
		has_last = bpf_list_is_last(&jobs, node);
	}
	bpf_spin_unlock(&lock);
#endif
}

SEC("tc")
int run_jobs(struct __sk_buff *skb)
{
	struct bpf_list_node *node;
	struct job *job;

	for (u32 i = 1; i <= JOBS && i <= ordinary_jobs; i++)
		if (append(i))
			return -ENOMEM;
	for (u32 i = 1; i <= JOBS && i <= urgent_jobs; i++)
		if (add_urgent(100 + i))
			return -ENOMEM;
	look();

	for (u32 i = 0; i < JOBS * 2; i++) {
		bpf_spin_lock(&lock);
		node = bpf_list_pop_front(&jobs);
		bpf_spin_unlock(&lock);
		if (!node)
			break;
		job = container_of(node, struct job, node);
		order[i] = job->id;
		taken++;
		bpf_obj_drop(job);
	}
	return 0;
}

/* An urgent job is promoted while it waits already, which a reference of one's own makes possible. */
SEC("tc")
int promote_twice(struct __sk_buff *skb)
{
	struct job *job, *again;
	struct bpf_list_node *front;

	if (append(1))
		return -ENOMEM;
	job = make_job(2);
	if (!job)
		return -ENOMEM;
	again = bpf_refcount_acquire(job);
	bpf_spin_lock(&lock);
	front = bpf_list_front(&jobs);
	bpf_list_push_back(&jobs, &job->node);
	if (front)
		add_error = bpf_list_add(&jobs, &again->node, front);
	bpf_spin_unlock(&lock);
	if (!front)
		bpf_obj_drop(again);
	return 0;
}

/* The newest job is withdrawn. */
SEC("tc")
int withdraw_newest(struct __sk_buff *skb)
{
	struct bpf_list_node *node;
	struct job *job;

	for (u32 i = 1; i <= JOBS && i <= ordinary_jobs; i++)
		if (append(i))
			return -ENOMEM;
	bpf_spin_lock(&lock);
	node = bpf_list_pop_back(&jobs);
	bpf_spin_unlock(&lock);
	if (!node)
		return 0;
	job = container_of(node, struct job, node);
	last_id = job->id;
#ifndef LEAK
	bpf_obj_drop(job);
#endif
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
