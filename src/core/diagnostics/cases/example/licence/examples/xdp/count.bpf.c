#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include "other.h"
#include "own.h"

volatile u32 packets;

SEC("xdp")
int count(struct xdp_md *ctx)
{
	packets++;
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
