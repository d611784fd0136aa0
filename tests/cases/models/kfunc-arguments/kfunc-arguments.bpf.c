// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_stream_vprintk(int stream_id, const char *fmt__str, const void *args, __u32 len__sz) __ksym;
extern int bpf_sock_destroy(struct sock_common *sock) __ksym;
extern int bpf_dynptr_from_skb(struct __sk_buff *s, __u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, __u64 offset, void *buffer__nullable, __u64 buffer__szk) __ksym;
extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __ksym;

char changing[8] = "%d";
__u64 number, sum;

SEC("tc") int run(struct __sk_buff *ctx)
{
	struct bpf_dynptr packet;
	unsigned char *slice;

	bpf_dynptr_from_skb(ctx, 0, &packet);
	slice = bpf_dynptr_slice(&packet, 12, 0, 2);
	if (!slice)
		return 1;
	sum = slice[0] * 256 + slice[1];
	bpf_skb_pull_data(ctx, 20);
	slice = bpf_dynptr_slice(&packet, 12, 0, 2);
	return slice ? 0 : 2;
}

#ifdef CHANGING
SEC("tc") int changing_string(struct __sk_buff *ctx)
{
	return bpf_stream_vprintk(1, changing, &number, sizeof(number));
}
#endif

#ifdef ON_STACK
SEC("tc") int string_on_stack(struct __sk_buff *ctx)
{
	char format[8] = "%d";

	return bpf_stream_vprintk(1, format, &number, sizeof(number));
}
#endif

#ifdef FORM
SEC("fentry/bpf_fentry_test1") int other_form(__u64 *ctx)
{
	return bpf_sock_destroy((void *)ctx);
}
#endif

#ifdef PULLED
SEC("tc") int pulled(struct __sk_buff *ctx)
{
	struct bpf_dynptr packet;
	unsigned char *slice;

	bpf_dynptr_from_skb(ctx, 0, &packet);
	slice = bpf_dynptr_slice(&packet, 12, 0, 2);
	bpf_skb_pull_data(ctx, 20);
	if (slice)
		sum = *slice;
	return 0;
}
#endif

#ifdef WRITTEN
SEC("tc") int written(struct __sk_buff *ctx)
{
	struct bpf_dynptr packet;
	unsigned char *slice, byte = 7;

	bpf_dynptr_from_skb(ctx, 0, &packet);
	slice = bpf_dynptr_slice(&packet, 12, 0, 2);
	bpf_dynptr_write(&packet, 0, &byte, 1, 0);
	if (slice)
		sum = *slice;
	return 0;
}
#endif

#ifdef ITERATOR_AS_BUFFER
SEC("tc") int iterator_as_buffer(struct __sk_buff *ctx)
{
	struct bpf_dynptr packet;
	struct bpf_iter_num it;

	bpf_dynptr_from_skb(ctx, 0, &packet);
	bpf_iter_num_new(&it, 0, 1);
	bpf_dynptr_slice(&packet, 12, &it, sizeof(it));
	bpf_iter_num_destroy(&it);
	return 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
