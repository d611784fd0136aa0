#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_xdp_pull_data(struct xdp_md *x, u32 len) __ksym;

SEC("xdp")
int stamp(struct xdp_md *ctx)
{
	return bpf_xdp_pull_data(ctx, 64) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
