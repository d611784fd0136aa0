// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 1000);
	__uint(map_extra, 3);
	__type(value, __u64);
} filter SEC(".maps");

__s64 pushed, known, unknown, flags;
/* Linux 7.3 refuses to peek for a value on the stack: it takes the helper to write to it, and what stood there for dead. */
__u64 value = 42;

SEC("tc") int run(struct __sk_buff *ctx)
{
	pushed = bpf_map_push_elem(&filter, &value, BPF_ANY);
	flags = bpf_map_push_elem(&filter, &value, BPF_EXIST);
	known = bpf_map_peek_elem(&filter, &value);
	value = 43;
	unknown = bpf_map_peek_elem(&filter, &value);
	return 0;
}

#ifdef POP
SEC("tc") int pop(struct __sk_buff *ctx)
{
	return bpf_map_pop_elem(&filter, &value) == 0;
}
#endif


#ifdef SLEEPS
SEC("syscall") int sleeps(void *ctx)
{
	return bpf_map_push_elem(&filter, &value, BPF_ANY);
}
#endif

char LICENSE[] SEC("license") = "GPL";
