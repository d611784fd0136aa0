// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts traffic in an object that each CPU has a copy of, and sums the copies once there is enough to report. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define MAX_CPUS 1024

#ifndef __percpu_kptr
#define __percpu_kptr __attribute__((btf_type_tag("percpu_kptr")))
#endif

#ifdef OLD_NAMES
/* Linux 6.7 to 7.0 have no other names. The verifier sets the second argument. */
extern void *bpf_percpu_obj_new_impl(u64 local_type_id__k, void *meta__ign) __ksym;
extern void bpf_percpu_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
#define bpf_percpu_obj_new(type) bpf_percpu_obj_new_impl(type, NULL)
#define bpf_percpu_obj_drop(object) bpf_percpu_obj_drop_impl(object, NULL)
#else
extern void *bpf_percpu_obj_new(u64 local_type_id__k) __ksym;
extern void bpf_percpu_obj_drop(void *p__alloc) __ksym;
#endif

struct traffic {
	u64 packets;
	u64 bytes;
#ifdef POINTER_MEMBER
	struct traffic *previous;
#endif
#ifdef TOO_LARGE
	u64 by_length[63];
#endif
};

struct interface {
	struct traffic __percpu_kptr *traffic;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct interface);
} interfaces SEC(".maps");

/* Packets on one CPU after which all copies are summed. */
const volatile u64 report_after = 1000;

u64 reported_packets;
u64 reported_bytes;
u32 allocations;

/*
 * Memory that was used before holds what was left in it. Copies can only be reached once the object is in the map, so what
 * another CPU counts meanwhile is lost.
 */
static void clear(struct traffic *traffic)
{
	if (!traffic)
		return;
	for (u32 cpu = 0; cpu < MAX_CPUS; cpu++) {
		struct traffic *copy = bpf_per_cpu_ptr(traffic, cpu);

		if (!copy)
			break;
		copy->packets = 0;
		copy->bytes = 0;
	}
}

static void allocate(struct interface *interface)
{
	struct traffic *fresh, *other;

	fresh = bpf_percpu_obj_new(bpf_core_type_id_local(struct traffic));
	if (!fresh)
		return;
	allocations++;
	/* Another CPU may have been faster: then this puts its counters out. */
	other = bpf_kptr_xchg(&interface->traffic, fresh);
	if (other)
		bpf_percpu_obj_drop(other);
	clear(interface->traffic);
}

static void report(struct interface *interface, struct traffic *traffic)
{
	for (u32 cpu = 0; cpu < MAX_CPUS; cpu++) {
		const struct traffic *copy = bpf_per_cpu_ptr(traffic, cpu);

		if (!copy)
			break;
		reported_packets += copy->packets;
		reported_bytes += copy->bytes;
	}
	/* The next packet starts with new counters. */
	traffic = bpf_kptr_xchg(&interface->traffic, NULL);
#ifndef LEAK
	if (traffic)
		bpf_percpu_obj_drop(traffic);
#endif
}

SEC("tc")
int count_traffic(struct __sk_buff *skb)
{
	struct interface *interface;
	struct traffic *traffic, *mine;
	u32 key = 0;

	interface = bpf_map_lookup_elem(&interfaces, &key);
	if (!interface)
		return TC_ACT_OK;
	if (!interface->traffic)
		allocate(interface);
	/* RCU keeps it for the rest of the program, even if another CPU reports and drops it. */
	traffic = interface->traffic;
	if (!traffic)
		return TC_ACT_OK;

#ifdef DIRECT_ACCESS
	traffic->packets++;
#endif
	mine = bpf_this_cpu_ptr(traffic);
	mine->packets++;
	mine->bytes += skb->len;
	if (mine->packets >= report_after)
		report(interface, traffic);
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
