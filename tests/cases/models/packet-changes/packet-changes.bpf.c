// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

int bpf_xdp_pull_data(struct xdp_md *xdp, __u32 len) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} programs SEC(".maps");

struct header {
	__u8 bytes[4];
};

__u64 before, after, inside;

/* What a function does to the packet counts, not whether it did it this time. */
__weak int may_pull(struct __sk_buff *skb, int wanted)
{
	return wanted ? bpf_skb_pull_data(skb, 0) : 0;
}

__weak int never_pulls(struct __sk_buff *skb)
{
	return skb->len;
}

static __noinline int pull_if(struct __sk_buff *skb, int wanted)
{
	return wanted ? bpf_skb_pull_data(skb, 0) : 0;
}

/* Bytes of the packet can be handed on as memory. */
__weak int read(struct header *header)
{
	return header ? header->bytes[0] : -1;
}

__weak int read_or_pull(struct __sk_buff *skb, struct header *header)
{
	return header ? header->bytes[0] : bpf_skb_pull_data(skb, 0);
}

__weak int may_jump(struct __sk_buff *skb)
{
	bpf_tail_call(skb, &programs, 0);
	return 0;
}

#define FIRST_BYTE(ctx)                                                        \
	({                                                                     \
		volatile __u8 *data = (void *)(long)ctx->data;                 \
		void *end = (void *)(long)ctx->data_end;                       \
		if ((void *)data + 14 > end)                                   \
			return 1;                                              \
		data;                                                          \
	})

SEC("tc") int unchanged(struct __sk_buff *skb)
{
	volatile __u8 *first = FIRST_BYTE(skb);

	before = *first;
	never_pulls(skb);
	pull_if(skb, 0);
	after = *first;
	inside = read((struct header *)first);
	return 0;
}

SEC("tc") int anew(struct __sk_buff *skb)
{
	before = *FIRST_BYTE(skb);
	may_pull(skb, 0);
	after = *FIRST_BYTE(skb);
	return 0;
}

#ifdef MAY_CHANGE
SEC("tc") int wrong(struct __sk_buff *skb)
{
	volatile __u8 *first = FIRST_BYTE(skb);

	may_pull(skb, 0);
	return *first;
}
#endif

#ifdef BEHIND
__weak int behind(struct __sk_buff *skb, int wanted)
{
	return pull_if(skb, wanted);
}

SEC("tc") int wrong(struct __sk_buff *skb)
{
	volatile __u8 *first = FIRST_BYTE(skb);

	behind(skb, 0);
	return *first;
}
#endif

#ifdef STATIC
SEC("tc") int wrong(struct __sk_buff *skb)
{
	volatile __u8 *first = FIRST_BYTE(skb);

	pull_if(skb, 1);
	return *first;
}
#endif

#ifdef TAIL_CALL
SEC("tc") int wrong(struct __sk_buff *skb)
{
	volatile __u8 *first = FIRST_BYTE(skb);

	may_jump(skb);
	return *first;
}
#endif

#ifdef HANDED_ON
SEC("tc") int wrong(struct __sk_buff *skb)
{
	return read_or_pull(skb, (struct header *)FIRST_BYTE(skb));
}
#endif

#ifdef XDP
__weak int may_shrink(struct xdp_md *xdp, int by)
{
	return by ? bpf_xdp_adjust_tail(xdp, by) : 0;
}

SEC("xdp") int wrong(struct xdp_md *xdp)
{
	volatile __u8 *first = FIRST_BYTE(xdp);

	may_shrink(xdp, 0);
	return *first;
}
#endif

#ifdef KFUNC
__weak int may_pull_in(struct xdp_md *xdp, int length)
{
	return length ? bpf_xdp_pull_data(xdp, length) : 0;
}

SEC("xdp") int wrong(struct xdp_md *xdp)
{
	volatile __u8 *first = FIRST_BYTE(xdp);

	may_pull_in(xdp, 0);
	return *first;
}
#endif

#ifdef MESSAGE
__weak int may_pull_message(struct sk_msg_md *message, int wanted)
{
	return wanted ? bpf_msg_pull_data(message, 0, 1, 0) : 0;
}

SEC("sk_msg") int wrong(struct sk_msg_md *message)
{
	volatile __u8 *data = message->data;
	void *end = message->data_end;

	if ((void *)data + 1 > end)
		return SK_PASS;
	may_pull_message(message, 0);
	return *data;
}
#endif
