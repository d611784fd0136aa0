// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Sends marked packets through the IPsec tunnel of one interface id, on a device with an XFRM interface for many tunnels. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define TC_ACT_OK 0
#define TC_ACT_SHOT 2

extern int bpf_skb_set_xfrm_info(struct __sk_buff *skb_ctx,
				 const struct bpf_xfrm_info *from) __ksym;
extern int bpf_skb_get_xfrm_info(struct __sk_buff *skb_ctx, struct bpf_xfrm_info *to) __ksym;

const volatile u32 interface_id = 42;
/* Which other encapsulation an earlier program has chosen; 0 for none. */
const volatile u32 vxlan_id = 0;

int set_error;
int get_error;
u32 found_id;
int found_link;

SEC("tc")
int choose_tunnel(struct __sk_buff *skb)
{
	struct bpf_xfrm_info chosen = {}, found = {};
	struct bpf_tunnel_key key = { .tunnel_id = vxlan_id };

	if (vxlan_id && bpf_skb_set_tunnel_key(skb, &key, sizeof(key), 0))
		return TC_ACT_SHOT;
	if (skb->mark) {
		chosen.if_id = interface_id;
		chosen.link = skb->ifindex;
		set_error = bpf_skb_set_xfrm_info(skb, &chosen);
		if (set_error)
			return TC_ACT_SHOT;
#ifdef CHOOSE_TWICE
		set_error = bpf_skb_set_xfrm_info(skb, &chosen);
#endif
	}

	/* A packet that came out of a tunnel tells in the same way which one it was. */
	get_error = bpf_skb_get_xfrm_info(skb, &found);
	found_id = found.if_id;
	found_link = found.link;
	return TC_ACT_OK;
}

#ifdef IN_XDP
SEC("xdp")
int choose_in_xdp(struct xdp_md *ctx)
{
	struct bpf_xfrm_info chosen = { .if_id = interface_id };

	return bpf_skb_set_xfrm_info((void *)ctx, &chosen) ? XDP_DROP : XDP_PASS;
}
#endif

char _license[] SEC("license") = "Dual BSD/GPL";
