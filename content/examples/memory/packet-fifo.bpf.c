// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Remembers the lengths of the last packets, in a list that forgets the oldest when there are too many. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0

#define __contains(type, node) __attribute__((btf_decl_tag("contains:" #type ":" #node)))
#define __section(name) SEC(name) __attribute__((visibility("hidden"), aligned(8)))

#ifdef OLD_NAMES
/* Linux 6.4 to 7.0 have no other names. The verifier sets the arguments that are NULL and 0 here. */
extern void *bpf_obj_new_impl(u64 local_type_id__k, void *meta__ign) __ksym;
extern void bpf_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
extern int bpf_list_push_back_impl(struct bpf_list_head *head, struct bpf_list_node *node,
				   void *meta__ign, u64 off) __ksym;
extern void *bpf_refcount_acquire_impl(void *p__refcounted_kptr, void *meta__ign) __ksym;
#define bpf_obj_new(type) bpf_obj_new_impl(type, NULL)
#define bpf_obj_drop(object) bpf_obj_drop_impl(object, NULL)
#define bpf_list_push_back(head, node) bpf_list_push_back_impl(head, node, NULL, 0)
#define bpf_refcount_acquire(object) bpf_refcount_acquire_impl(object, NULL)
#else
extern void *bpf_obj_new(u64 local_type_id__k) __ksym;
extern void bpf_obj_drop(void *p__alloc) __ksym;
extern int bpf_list_push_back(struct bpf_list_head *head, struct bpf_list_node *node) __ksym;
extern void *bpf_refcount_acquire(void *p__refcounted_kptr) __ksym;
#endif
extern struct bpf_list_node *bpf_list_pop_front(struct bpf_list_head *head) __ksym;

struct packet {
	struct bpf_list_node node;
	struct bpf_refcount refcount;
	u32 length;
};

/* A list and the lock that guards it lie in one section, which becomes one map. */
struct bpf_spin_lock lock __section(".data.fifo");
struct bpf_list_head fifo __section(".data.fifo") __contains(packet, node);
u32 remembered __section(".data.fifo");

const volatile u32 most = 16;
/* Puts the same packet in a second time. */
const volatile bool twice = false;

int push_error;
u32 forgotten_length;

SEC("tc")
int remember_packet(struct __sk_buff *skb)
{
	struct packet *packet, *again = NULL;
	struct bpf_list_node *node = NULL;

	packet = bpf_obj_new(bpf_core_type_id_local(struct packet));
	if (!packet)
		return TC_ACT_OK;
	packet->length = skb->len;
	if (twice)
		again = bpf_refcount_acquire(packet);

#ifndef WITHOUT_LOCK
	bpf_spin_lock(&lock);
#endif
	/* From here on the list owns the packet. */
	bpf_list_push_back(&fifo, &packet->node);
	remembered++;
	if (again)
		push_error = bpf_list_push_back(&fifo, &again->node);
	if (remembered > most) {
		node = bpf_list_pop_front(&fifo);
		remembered--;
	}
#ifndef WITHOUT_LOCK
	bpf_spin_unlock(&lock);
#endif
#ifdef READ_AFTER_UNLOCK
	forgotten_length = packet->length;
#endif

	/* What was taken out belongs to the program. Nothing may be freed while the lock is held. */
	if (node) {
		packet = container_of(node, struct packet, node);
		forgotten_length = packet->length;
		bpf_obj_drop(packet);
	}
	return TC_ACT_OK;
}

SEC("tc")
int forget_packet(struct __sk_buff *skb)
{
	struct bpf_list_node *node;
	struct packet *packet;

	bpf_spin_lock(&lock);
	node = bpf_list_pop_front(&fifo);
	if (node)
		remembered--;
	bpf_spin_unlock(&lock);
#ifndef NO_NULL_CHECK
	if (!node)
		return TC_ACT_OK;
#endif
	packet = container_of(node, struct packet, node);
	forgotten_length = packet->length;
	bpf_obj_drop(packet);
	return TC_ACT_OK;
}

char _license[] SEC("license") = "Dual BSD/GPL";
