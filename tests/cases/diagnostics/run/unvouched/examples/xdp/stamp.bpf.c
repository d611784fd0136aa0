#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_xdp_metadata_rx_timestamp(const struct xdp_md *ctx, u64 *timestamp) __ksym;

SEC("xdp")
int stamp(struct xdp_md *ctx)
{
	u64 timestamp = 0;

	return bpf_xdp_metadata_rx_timestamp(ctx, &timestamp) ? XDP_PASS : XDP_DROP;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
