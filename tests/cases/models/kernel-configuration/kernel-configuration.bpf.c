// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int CONFIG_HZ __kconfig;
extern bool CONFIG_BPF_SYSCALL __kconfig __weak;
extern enum libbpf_tristate CONFIG_VETH __kconfig __weak;
extern char CONFIG_IPV6 __kconfig __weak;
extern char CONFIG_CC_VERSION_TEXT[8] __kconfig __weak;
extern __s16 CONFIG_NEGATIVE __kconfig __weak;
extern __u64 CONFIG_WIDE __kconfig __weak;
extern bool CONFIG_NO_SUCH_OPTION __kconfig __weak;

__u64 hz, has_bpf, veth, ipv6, wide, absent;
__s64 negative;
char text[8];

SEC("syscall") int run(void *ctx)
{
	hz = CONFIG_HZ;
	has_bpf = CONFIG_BPF_SYSCALL;
	veth = CONFIG_VETH;
	ipv6 = CONFIG_IPV6;
	wide = CONFIG_WIDE;
	negative = CONFIG_NEGATIVE;
	absent = CONFIG_NO_SUCH_OPTION;
#pragma unroll
	for (int i = 0; i < sizeof(text); i++)
		text[i] = CONFIG_CC_VERSION_TEXT[i];
	return 0;
}

SEC("syscall") int dead_branch(void *ctx)
{
	return CONFIG_NO_SUCH_OPTION ? 1 : 2;
}

char LICENSE[] SEC("license") = "GPL";
