// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Keeps a count and a sum for each CPU that always belong together. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define ERANGE 34

extern void bpf_preempt_disable(void) __ksym;
extern void bpf_preempt_enable(void) __ksym;
#ifdef SLEEP_INSIDE
extern int bpf_copy_from_user_str(void *dst, u32 dst__sz, const void *unsafe_ptr__ign,
				  u64 flags) __ksym;
#endif

struct totals {
	u64 samples;
	u64 sum;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct totals);
} totals SEC(".maps");

u64 sample = 700;
u64 average;

SEC("syscall")
int add_sample(void *ctx)
{
	struct totals *own;
	u32 only = 0;
#ifdef SLEEP_INSIDE
	char text[8];
#endif

	own = bpf_map_lookup_elem(&totals, &only);
	if (!own)
		return 0;

	/* Another task on this CPU would otherwise see the new number of samples with the old sum. */
	bpf_preempt_disable();
#ifdef EARLY_RETURN
	if (sample > 500)
		return -ERANGE;
#endif
	own->samples++;
	own->sum += sample;
	average = own->sum / own->samples;
#ifdef SLEEP_INSIDE
	bpf_copy_from_user_str(text, sizeof(text), NULL, 0);
#endif
	bpf_preempt_enable();
#ifdef ENABLE_TWICE
	bpf_preempt_enable();
#endif
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
