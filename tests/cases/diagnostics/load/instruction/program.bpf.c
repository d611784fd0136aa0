#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("xdp") int program(struct xdp_md *ctx)
{
	asm volatile(".byte 0xff, 0, 0, 0, 0, 0, 0, 0");
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
