// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

#define __contains(name, node) __attribute__((btf_decl_tag("contains:" #name ":" #node)))
#define private(name) SEC(".data." #name) __attribute__((visibility("hidden"), aligned(8)))
#define element_of(pointer) ((struct element *)((void *)(pointer) - __builtin_offsetof(struct element, node)))
#define new(type) ((type *)bpf_obj_new_impl(bpf_core_type_id_local(type), NULL))

char LICENSE[] SEC("license") = "GPL";

void *bpf_obj_new_impl(__u64 local_type_id__k, void *meta__ign) __ksym;
void bpf_obj_drop_impl(void *p__alloc, void *meta__ign) __ksym;
int bpf_rbtree_add(struct bpf_rb_root *root, struct bpf_rb_node *node,
		   bool (*less)(struct bpf_rb_node *, const struct bpf_rb_node *)) __ksym;
struct bpf_rb_node *bpf_rbtree_first(struct bpf_rb_root *root) __ksym;
struct bpf_rb_node *bpf_rbtree_remove(struct bpf_rb_root *root, struct bpf_rb_node *node) __ksym;

struct element {
	__u64 key;
	struct bpf_rb_node node;
};

struct kept {
	__u64 number;
};

struct holder {
	struct kept __kptr *kept;
	__u64 count;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct holder);
} holders SEC(".maps");

private(A) struct bpf_spin_lock lock;
private(A) struct bpf_rb_root tree __contains(element, node);

__u64 number, family, distance;

static bool comes_first(struct bpf_rb_node *a, const struct bpf_rb_node *b)
{
	return element_of(a)->key < element_of(b)->key;
}

static int add(__u64 key)
{
	struct element *element = new(struct element);

	if (!element)
		return 1;
	element->key = key;
	bpf_spin_lock(&lock);
	bpf_rbtree_add(&tree, &element->node, comes_first);
	bpf_spin_unlock(&lock);
	return 0;
}

static struct holder *filled(void)
{
	struct holder *holder, empty = {};
	struct kept *kept;
	__u32 key = 1;

	bpf_map_update_elem(&holders, &key, &empty, BPF_ANY);
	holder = bpf_map_lookup_elem(&holders, &key);
	if (!holder)
		return NULL;
	kept = new(struct kept);
	if (!kept)
		return NULL;
	kept->number = 7;
	kept = bpf_kptr_xchg(&holder->kept, kept);
	if (kept)
		bpf_obj_drop_impl(kept, NULL);
	return holder;
}

/* Of two pointers to one element, each has its own check, and they are equal. */
SEC("tc") int lent(struct __sk_buff *skb)
{
	struct bpf_rb_node *node, *again;
	__u64 between;

	if (add(9))
		return 1;
	bpf_spin_lock(&lock);
	node = bpf_rbtree_first(&tree);
	again = bpf_rbtree_first(&tree);
	between = (__u64)node;
	asm volatile("%0 -= %1" : "+r"(between) : "r"(again));
	distance = between;
	if (!node || !again) {
		bpf_spin_unlock(&lock);
		return 2;
	}
	number = element_of(node)->key + element_of(again)->key;
	node = node == again ? bpf_rbtree_remove(&tree, again) : NULL;
	bpf_spin_unlock(&lock);
	if (!node)
		return 3;
	bpf_obj_drop_impl(element_of(node), NULL);
	return 0;
}

/* So may the socket of a packet be there. */
SEC("tc") int socket(struct __sk_buff *skb)
{
	struct bpf_sock *socket = skb->sk, *full;

	barrier_var(socket);
	if (!socket || !skb->sk)
		return 1;
	family = socket->family + 100;
	full = bpf_sk_fullsock(socket);
	return full ? 0 : 2;
}

/* What equals a socket is one. */
SEC("tc") int same_socket(struct __sk_buff *skb)
{
	struct bpf_sock *socket = skb->sk, *again;

	barrier_var(socket);
	again = skb->sk;
	if (!socket)
		return 1;
	barrier_var(again);
	if (again != socket)
		return 2;
	asm volatile("%0 = *(u32 *)(%1 + %2)" : "=r"(family) : "r"(again), "i"(offsetof(struct bpf_sock, family)));
	return 0;
}

/* What a map keeps is checked each time it is loaded. */
SEC("tc") int kept(struct __sk_buff *skb)
{
	struct holder *holder = filled();
	struct kept *volatile *place;
	struct kept *kept, *again;

	if (!holder)
		return 1;
	holder->count += 3;
	place = (void *)&holder->kept;
	kept = *place;
	again = *place;
	distance = kept == again;
	if (!kept || !again)
		return 2;
	number = kept->number + again->number + holder->count;
	return 0;
}

#ifdef NODE
SEC("tc") int wrong(struct __sk_buff *skb)
{
	__u64 key;

	if (add(9))
		return 1;
	bpf_spin_lock(&lock);
	key = element_of(bpf_rbtree_first(&tree))->key;
	bpf_spin_unlock(&lock);
	return key;
}
#endif

#ifdef OTHER_NODE
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_rb_node *node, *again;

	if (add(9))
		return 1;
	bpf_spin_lock(&lock);
	node = bpf_rbtree_first(&tree);
	again = bpf_rbtree_first(&tree);
	if (again)
		node = bpf_rbtree_remove(&tree, node);
	else
		node = NULL;
	bpf_spin_unlock(&lock);
	if (node)
		bpf_obj_drop_impl(element_of(node), NULL);
	return 0;
}
#endif

#ifdef FULL_SOCKET
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock *socket = skb->sk;

	if (!socket)
		return 0;
	socket = bpf_sk_fullsock(socket);
	return socket->protocol;
}
#endif

#ifdef SOCKET
SEC("tc") int wrong(struct __sk_buff *skb)
{
	return skb->sk->family;
}
#endif

#ifdef OTHER_SOCKET
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct bpf_sock *socket = skb->sk, *again;

	barrier_var(socket);
	again = skb->sk;
	return again ? socket->family : 0;
}
#endif

#ifdef KEPT
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct holder *holder = filled();

	return holder ? holder->kept->number : 0;
}
#endif

#ifdef OTHER_KEPT
SEC("tc") int wrong(struct __sk_buff *skb)
{
	struct holder *holder = filled();
	struct kept *volatile *place;
	struct kept *first;

	if (!holder)
		return 0;
	place = (void *)&holder->kept;
	first = *place;
	return *place ? first->number : 0;
}
#endif
