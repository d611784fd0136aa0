// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

extern void *bpf_cast_to_kern_ctx(void *obj) __ksym;
extern void *bpf_rdonly_cast(const void *obj__ign, u32 btf_id__k) __ksym;

u64 headroom, same, length, tail, end, truesize, mac, network, transport, first, flags, queue, ifindex, mtu, type;
u64 fragments, gso_size, stamp, mark, numbers, protocol, hook;
char name[16];
const volatile int cut = 0;

static void look_at_device(struct net_device *dev)
{
	ifindex = dev->ifindex;
	mtu = dev->mtu;
	type = dev->type << 16 | dev->hard_header_len << 8 | dev->addr_len;
	__builtin_memcpy(name, dev->name, sizeof(name));
}

SEC("xdp.frags") int run_xdp(struct xdp_md *ctx)
{
	struct xdp_buff *buff = bpf_cast_to_kern_ctx(ctx);

	if (cut > 0 && bpf_xdp_adjust_head(ctx, cut))
		return XDP_ABORTED;
	if (cut < 0 && bpf_xdp_adjust_tail(ctx, cut))
		return XDP_ABORTED;
	headroom = (long)buff->data - (long)buff->data_hard_start;
	length = (long)buff->data_end - (long)buff->data;
	same = (u32)(long)buff->data == ctx->data && buff->data == buff->data_meta;
	first = *(u8 *)buff->data;
	flags = buff->flags << 16 | buff->frame_sz;
	queue = buff->rxq->queue_index << 16 | buff->rxq->reg_state << 8 | buff->rxq->mem.type;
	same += buff->txq == NULL && buff->rxq->frag_size == 4096;
	look_at_device(buff->rxq->dev);
	return XDP_PASS;
}

static void look_at_skb(struct __sk_buff *ctx)
{
	struct sk_buff *skb = bpf_cast_to_kern_ctx(ctx);
	struct skb_shared_info *shared;

	headroom = (long)skb->data - (long)skb->head;
	length = skb->len << 16 | skb->data_len;
	mark = (u64)skb->mark << 32 | skb->priority;
	numbers = skb->skb_iif << 16 | skb->queue_mapping << 8 | skb->pkt_type << 4 | skb->ip_summed;
	protocol = (u64)skb->vlan_all << 32 | skb->protocol;
	same = skb->hash == ctx->hash && skb->napi_id == ctx->napi_id && skb->tstamp == 0 && !skb->cloned;
	same += skb->users.refs.counter == 1;
	tail = skb->tail;
	end = skb->end;
	truesize = skb->truesize;
	mac = skb->mac_header;
	network = skb->network_header;
	transport = skb->transport_header;
	shared = bpf_rdonly_cast(skb->head + skb->end, bpf_core_type_id_kernel(struct skb_shared_info));
	fragments = shared->nr_frags;
	gso_size = shared->gso_size << 16 | shared->gso_segs;
	stamp = shared->hwtstamps.hwtstamp;
	same += shared->dataref.counter == 1 && shared->gso_type == 0 && shared->frag_list == NULL;
	look_at_device(skb->dev);
}

SEC("tc") int run_tc(struct __sk_buff *ctx)
{
	ctx->mark += 1;
	ctx->queue_mapping = 3;
	look_at_skb(ctx);
	return 0;
}

SEC("tc") int push_vlan(struct __sk_buff *ctx)
{
	if (bpf_skb_vlan_push(ctx, 0x88a8, 0x123))
		return 1;
	look_at_skb(ctx);
	return 0;
}

SEC("cgroup_skb/egress") int run_cgroup_skb(struct __sk_buff *ctx)
{
	look_at_skb(ctx);
	return 1;
}

SEC("lwt_in") int run_lwt_in(struct __sk_buff *ctx)
{
	look_at_skb(ctx);
	return BPF_OK;
}

SEC("socket") int run_socket(struct __sk_buff *ctx)
{
	look_at_skb(ctx);
	return 0;
}

SEC("netfilter") int run_netfilter(struct bpf_nf_ctx *ctx)
{
	struct bpf_nf_ctx *same_struct = bpf_cast_to_kern_ctx(ctx);

	hook = same_struct->state->hook << 8 | same_struct->state->pf;
	length = same_struct->skb->len;
	return 1;
}

SEC("kprobe/__x64_sys_getpgid") int run_kprobe(struct pt_regs *ctx)
{
	struct pt_regs *regs = bpf_cast_to_kern_ctx(ctx);

	if ((bpf_get_current_pid_tgid() >> 32) != 1000)
		return 0;
	same = regs->di == ctx->di && regs->ip == ctx->ip;
	same += BPF_CORE_READ(regs, sp) == ctx->sp;
	return 0;
}

SEC("cgroup/dev") int run_device(struct bpf_cgroup_dev_ctx *ctx)
{
	struct bpf_cgroup_dev_ctx *same_struct = bpf_cast_to_kern_ctx(ctx);

	numbers = same_struct->major << 8 | same_struct->minor;
	return 0;
}

#ifdef WRITE
SEC("xdp") int write(struct xdp_md *ctx)
{
	struct xdp_buff *buff = bpf_cast_to_kern_ctx(ctx);

	buff->frame_sz = 64;
	return XDP_PASS;
}
#endif

#ifdef WRITE_SOCKET
SEC("socket") int write_socket(struct __sk_buff *ctx)
{
	struct sk_buff *skb = bpf_cast_to_kern_ctx(ctx);

	skb->mark = 64;
	return 0;
}
#endif

#ifdef MOVED
SEC("tc") int moved(struct __sk_buff *ctx)
{
	return bpf_cast_to_kern_ctx((void *)ctx + 8) != NULL;
}
#endif

#ifdef NO_CONTEXT
SEC("tc") int no_context(struct __sk_buff *ctx)
{
	struct sk_buff *skb = bpf_cast_to_kern_ctx(ctx);

	return bpf_cast_to_kern_ctx(skb) != NULL;
}
#endif

#ifdef NO_STRUCT
SEC("syscall") int no_struct(void *ctx)
{
	return bpf_cast_to_kern_ctx(ctx) != NULL;
}
#endif

#ifdef HELPER
SEC("tc") int helper(struct __sk_buff *ctx)
{
	u8 byte;

	return bpf_skb_load_bytes(bpf_cast_to_kern_ctx(ctx), 0, &byte, 1);
}
#endif

char _license[] SEC("license") = "GPL";
