// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* User space hands over new limits, which are put into a map as a whole, in place of the old ones. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define ENOMEM 12

#ifdef OLD_NAMES
/* Linux 6.2 to 7.0 have no other names. The verifier sets the second argument. */
extern void *bpf_obj_new_impl(u64 local_type_id__k, void *meta__ign) __ksym;
extern void bpf_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
#define bpf_obj_new(type) bpf_obj_new_impl(type, NULL)
#define bpf_obj_drop(object) bpf_obj_drop_impl(object, NULL)
#else
extern void *bpf_obj_new(u64 local_type_id__k) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;
#endif

struct limits {
	u32 rate;
	u32 burst;
#ifdef NO_NULL_CHECK
	u8 per_port[4081];
#endif
};

struct slot {
	struct limits __kptr *limits;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct slot);
} slots SEC(".maps");

struct new_limits {
	u32 rate;
	u32 burst;
};

/* Of the limits that the last ones took the place of. */
u32 previous_rate;

SEC("syscall")
int publish_limits(struct new_limits *args)
{
	struct limits *fresh, *old;
	struct slot *slot;
	u32 key = 0;

	slot = bpf_map_lookup_elem(&slots, &key);
	if (!slot)
		return 0;

	fresh = bpf_obj_new(bpf_core_type_id_local(struct limits));
#ifndef NO_NULL_CHECK
	if (!fresh)
		return -ENOMEM;
#endif
	/* Every member: memory that was freed is handed out again as it was left. */
	fresh->rate = args->rate;
	fresh->burst = args->burst;

	/* Any reader of the slot sees the old limits or the new ones, never half of each. */
	old = bpf_kptr_xchg(&slot->limits, fresh);
	if (old) {
		previous_rate = old->rate;
#ifndef LEAK
		bpf_obj_drop(old);
#endif
#ifdef USE_AFTER_DROP
		previous_rate += old->burst;
#endif
	}
	return 0;
}

struct oversized {
	u8 bytes[4089];
};

struct nothing {
};

SEC("syscall")
int allocate_oversized(void *ctx)
{
	struct oversized *oversized = bpf_obj_new(bpf_core_type_id_local(struct oversized));

	if (!oversized)
		return -ENOMEM;
	bpf_obj_drop(oversized);
	return 0;
}

SEC("syscall")
int allocate_nothing(void *ctx)
{
	struct nothing *nothing = bpf_obj_new(bpf_core_type_id_local(struct nothing));

	if (!nothing)
		return -ENOMEM;
	bpf_obj_drop(nothing);
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
