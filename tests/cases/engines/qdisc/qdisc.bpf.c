// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

struct bpf_sk_buff_ptr;

extern void bpf_qdisc_skb_drop(struct sk_buff *p, struct bpf_sk_buff_ptr *to_free) __ksym;

int dropped;
int started;
unsigned int length;

SEC("struct_ops/kfdoc_enqueue")
int BPF_PROG(kfdoc_enqueue, struct sk_buff *skb, struct Qdisc *sch, struct bpf_sk_buff_ptr *to_free)
{
	dropped++;
	length = skb->len;
	bpf_qdisc_skb_drop(skb, to_free);
	return 1;
}

SEC("struct_ops/kfdoc_dequeue")
struct sk_buff *BPF_PROG(kfdoc_dequeue, struct Qdisc *sch)
{
	return NULL;
}

SEC("struct_ops/kfdoc_init")
int BPF_PROG(kfdoc_init, struct Qdisc *sch, struct nlattr *opt, struct netlink_ext_ack *extack)
{
	started++;
	return 0;
}

SEC("struct_ops/kfdoc_reset")
void BPF_PROG(kfdoc_reset, struct Qdisc *sch)
{
}

SEC("struct_ops/kfdoc_destroy")
void BPF_PROG(kfdoc_destroy, struct Qdisc *sch)
{
}

SEC(".struct_ops.link")
struct Qdisc_ops kfdoc_qdisc = {
	.enqueue = (void *)kfdoc_enqueue,
	.dequeue = (void *)kfdoc_dequeue,
	.init = (void *)kfdoc_init,
	.reset = (void *)kfdoc_reset,
	.destroy = (void *)kfdoc_destroy,
	.id = "kfdoc_qdisc",
};
