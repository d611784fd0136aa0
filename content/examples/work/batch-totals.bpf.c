// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Packets are counted where they arrive; a work item adds the counts to a total later, where it may sleep. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0

extern int bpf_wq_init(struct bpf_wq *wq, void *p__const_map, unsigned int flags) __ksym;
extern int bpf_wq_set_callback(struct bpf_wq *wq, int (*callback_fn)(void *map, int *key, void *value),
			       unsigned int flags) __ksym;
extern int bpf_wq_start(struct bpf_wq *wq, unsigned int flags) __ksym;

struct batch {
	u64 bytes;
	struct bpf_wq work;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, u32);
	__type(value, struct batch);
} batches SEC(".maps");

#ifdef OTHER_MAP
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct batch);
} others SEC(".maps");
#define MAP_OF_WORK others
#else
#define MAP_OF_WORK batches
#endif

u64 total_bytes;
u32 runs;

/* By the name of the call that returned them. */
int init_error;
int init_with_flags;
int init_again;
int set_callback_error;
int set_callback_before_init;
int set_callback_with_flags;
int start_error;
int start_before_init;
int start_without_callback;
int start_with_flags;

static int add_to_total(void *map, int *key, void *value)
{
	struct batch *batch = value;

	/* A packet may come in between: what is read and what is taken away has to be the same. */
	__sync_fetch_and_add(&total_bytes, __sync_lock_test_and_set(&batch->bytes, 0));
	runs++;
#ifdef RETURNS_COUNT
	return runs;
#else
	return 0;
#endif
}

SEC("tc")
int count_packet(struct __sk_buff *skb)
{
	struct batch *batch;
	u32 key = 0;

	batch = bpf_map_lookup_elem(&batches, &key);
	if (!batch)
		return TC_ACT_OK;
	__sync_fetch_and_add(&batch->bytes, skb->len);

	/* -EBUSY from the second packet on: then the callback is set, too. */
	init_error = bpf_wq_init(&batch->work, &MAP_OF_WORK, 0);
	if (!init_error)
		set_callback_error = bpf_wq_set_callback(&batch->work, add_to_total, 0);
	/* One run takes what all packets until then have left. */
	start_error = bpf_wq_start(&batch->work, 0);
	return TC_ACT_OK;
}

/* Each step in the wrong order, or with flags. */
SEC("tc")
int wrong_order(struct __sk_buff *skb)
{
	struct batch *batch;
	u32 key = 1;

	batch = bpf_map_lookup_elem(&batches, &key);
	if (!batch)
		return TC_ACT_OK;
	start_before_init = bpf_wq_start(&batch->work, 0);
	set_callback_before_init = bpf_wq_set_callback(&batch->work, add_to_total, 0);
	init_with_flags = bpf_wq_init(&batch->work, &MAP_OF_WORK, 1);
	init_error = bpf_wq_init(&batch->work, &MAP_OF_WORK, 0);
	init_again = bpf_wq_init(&batch->work, &MAP_OF_WORK, 0);
	start_without_callback = bpf_wq_start(&batch->work, 0);
	set_callback_with_flags = bpf_wq_set_callback(&batch->work, add_to_total, 1);
	set_callback_error = bpf_wq_set_callback(&batch->work, add_to_total, 0);
	start_with_flags = bpf_wq_start(&batch->work, 1);
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
