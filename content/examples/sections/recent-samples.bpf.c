// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Keeps the last samples of each CPU in a ring that programs in interrupts write, too. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
extern void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;

#define RING 4

struct ring {
	u32 next;
	u32 samples[RING];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct ring);
} rings SEC(".maps");

u32 samples[6] = { 11, 12, 13, 14, 15, 16 };
u32 oldest;
#ifdef FLAGS_IN_GLOBAL
unsigned long flags;
#endif
#ifdef FLAGS_READ
bool were_on;
#endif

/* Without the section, a call that interrupts another could overwrite its sample. */
static void put(struct ring *ring, u32 sample)
{
#ifndef FLAGS_IN_GLOBAL
	unsigned long flags;
#endif

	bpf_local_irq_save(&flags);
	ring->samples[ring->next++ % RING] = sample;
	bpf_local_irq_restore(&flags);
}

SEC("syscall")
int keep_samples(void *ctx)
{
	unsigned long outer;
	struct ring *ring;
	u32 only = 0;

	ring = bpf_map_lookup_elem(&rings, &only);
	if (!ring)
		return 0;

	/* Sections nest: put() restores the state in which interrupts are off. */
	bpf_local_irq_save(&outer);
#ifdef FLAGS_READ
	were_on = outer & (1 << 9); /* X86_EFLAGS_IF */
#endif
#ifdef EARLY_RETURN
	if (!ring->next)
		return 0;
#endif
	for (int i = 0; i < 6; i++)
		put(ring, samples[i]);
#ifdef OUT_OF_ORDER
	unsigned long inner;

	bpf_local_irq_save(&inner);
	bpf_local_irq_restore(&outer);
	bpf_local_irq_restore(&inner);
#else
	oldest = ring->samples[ring->next % RING];
	bpf_local_irq_restore(&outer);
#endif
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
