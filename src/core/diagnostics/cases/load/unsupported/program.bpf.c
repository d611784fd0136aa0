#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("xpd") int program(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
