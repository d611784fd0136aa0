// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__u64 family, protocol, remote_ip4, remote_port, local_ip4, local_port, ingress_ifindex, has_socket, port_word, remote_ip6, port_byte, padding;

SEC("sk_lookup") int run(struct bpf_sk_lookup *ctx)
{
	family = ctx->family;
	protocol = ctx->protocol;
	remote_ip4 = ctx->remote_ip4;
	remote_port = ctx->remote_port;
	local_ip4 = ctx->local_ip4;
	local_port = ctx->local_port;
	ingress_ifindex = ctx->ingress_ifindex;
	has_socket = ctx->sk != NULL;
	port_word = *(volatile __u32 *)&ctx->remote_port;
	padding = *((volatile __u16 *)ctx + 19) + *((volatile __u8 *)ctx + 39);
	port_byte = *(volatile __u8 *)&ctx->local_port;
	remote_ip6 = ctx->remote_ip6[3];
	return SK_PASS;
}

#ifdef RESULT
SEC("sk_lookup") int wrong(struct bpf_sk_lookup *ctx)
{
	return 2;
}
#endif

char LICENSE[] SEC("license") = "GPL";
