// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Takes a reference of its own to a session in a map, which others may end at any time. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define TC_ACT_SHOT 2

#ifdef OLD_NAME
/* Linux 6.4 to 7.0 have no other name for it. The verifier sets the second argument. */
extern void *bpf_refcount_acquire_impl(void *p__refcounted_kptr, void *meta__ign) __ksym;
#define bpf_refcount_acquire(object) bpf_refcount_acquire_impl(object, NULL)
#else
extern void *bpf_refcount_acquire(void *p__refcounted_kptr) __ksym;
#endif
extern void *bpf_obj_new(u64 local_type_id__k) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;

struct session {
	u32 mark;
	u32 packets;
#ifdef LOCK_ALONE
	struct bpf_spin_lock lock;
#else
	struct bpf_refcount refcount;
#endif
};

struct slot {
	struct session __kptr *session;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct slot);
} slots SEC(".maps");

/* Ends the session at the worst moment, as another CPU might. */
const volatile bool end_meanwhile = false;

u32 packets;
u32 too_late;

static void end_session(struct slot *slot)
{
	struct session *session = bpf_kptr_xchg(&slot->session, NULL);

	if (session)
		bpf_obj_drop(session);
}

static void begin_session(struct slot *slot, u32 mark)
{
	struct session *session, *other;

	session = bpf_obj_new(bpf_core_type_id_local(struct session));
	if (!session)
		return;
	session->mark = mark;
	session->packets = 0;
	other = bpf_kptr_xchg(&slot->session, session);
	if (other)
		bpf_obj_drop(other);
}

SEC("tc")
int count_in_session(struct __sk_buff *skb)
{
	struct session *session, *mine;
	struct slot *slot;
	u32 key = 0;

	slot = bpf_map_lookup_elem(&slots, &key);
	if (!slot)
		return TC_ACT_OK;
	if (!slot->session)
		begin_session(slot, skb->mark);

	/* RCU keeps the memory, but not the session: its last reference may be gone already. */
	session = slot->session;
	if (!session)
		return TC_ACT_OK;
	if (end_meanwhile)
		end_session(slot);
	mine = bpf_refcount_acquire(session);
#ifndef NO_NULL_CHECK
	if (!mine) {
		too_late++;
		return TC_ACT_SHOT;
	}
#endif
	/* The session now outlives its end in the map. */
	packets = ++mine->packets;
#ifndef LEAK
	bpf_obj_drop(mine);
#endif
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
