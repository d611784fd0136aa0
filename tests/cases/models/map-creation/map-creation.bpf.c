// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("syscall") int run(void *ctx)
{
	return 0;
}

#ifdef INSTRUCTIONS
struct {
	__uint(type, BPF_MAP_TYPE_INSN_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, 4);
	__uint(value_size, 16);
} instructions SEC(".maps");

SEC("syscall") int jump(void *ctx)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&instructions, &key) != NULL;
}
#endif

#ifdef SHUT
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_WRONLY_PROG);
	__type(key, __u32);
	__type(value, __u64);
} shut SEC(".maps");

SEC("syscall") int write(void *ctx)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&shut, &key);

	if (value)
		*value = 7;
	return 0;
}

SEC("syscall") int read(void *ctx)
{
	__u32 key = 0;
	__u64 *value = bpf_map_lookup_elem(&shut, &key);

	return value ? *value : 0;
}
#endif

#ifdef SEALED
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_RDONLY_PROG);
	__type(key, __u32);
	__type(value, __u64);
} sealed SEC(".maps");

SEC("syscall") int erase(void *ctx)
{
	__u32 key = 0;

	return bpf_map_delete_elem(&sealed, &key) == 0;
}
#endif

char LICENSE[] SEC("license") = "GPL";
