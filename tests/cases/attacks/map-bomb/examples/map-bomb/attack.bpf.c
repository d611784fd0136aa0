// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct value {
	char bytes[1 << 24];
};
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__type(key, u32);
	__type(value, struct value);
	__uint(max_entries, 100000);
} bomb SEC(".maps");

SEC("xdp")
int attack(struct xdp_md *ctx)
{
	for (u32 each = 0; each < 1000; each++) {
		u32 key = each;
		struct value *value = bpf_map_lookup_elem(&bomb, &key);

		if (value)
			value->bytes[0] = 1;
	}
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "GPL";
