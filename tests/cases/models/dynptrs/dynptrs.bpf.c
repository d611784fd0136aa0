// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_dynptr_from_skb(struct __sk_buff *s, __u64 flags, struct bpf_dynptr *ptr__uninit) __ksym;
extern int bpf_dynptr_adjust(struct bpf_dynptr *p, __u64 start, __u64 end) __ksym;
extern bool bpf_dynptr_is_null(const struct bpf_dynptr *p) __ksym;
extern bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p) __ksym;
extern __u64 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;
extern int bpf_dynptr_clone(const struct bpf_dynptr *p, struct bpf_dynptr *clone__uninit) __ksym;
extern int bpf_dynptr_copy(const struct bpf_dynptr *dst_ptr, __u64 dst_off, const struct bpf_dynptr *src_ptr, __u64 src_off, __u64 size) __ksym;
extern int bpf_dynptr_memset(const struct bpf_dynptr *p, __u64 offset, __u64 size, __u8 val) __ksym;
extern void *bpf_dynptr_slice(const struct bpf_dynptr *p, __u64 offset, void *buffer__nullable, __u64 buffer__szk) __ksym;
extern void *bpf_dynptr_slice_rdwr(const struct bpf_dynptr *p, __u64 offset, void *buffer__nullable, __u64 buffer__szk) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, 4);
	__uint(value_size, 64);
} blocks SEC(".maps");

__s64 made, made_flags, made_far, size, size_null, is_null, is_null_failed, rdonly, read, read_past, read_flags;
__s64 write, write_past, write_flags, data, data_past, adjusted, adjust_order, adjust_range, cloned, clone_null, copied;
__s64 copied_past, filled, filled_past, sliced, slice_past, rdwr, slice_value, far_value, cross_value, offset_value;
__u64 seen, behind;

SEC("syscall") int local(void *ctx)
{
	__u64 value = 0x1122334455667788, back = 0;
	struct bpf_dynptr ptr, clone, other, broken;
	__u32 key = 0, one = 1;
	__u8 *block = bpf_map_lookup_elem(&blocks, &key), *second = bpf_map_lookup_elem(&blocks, &one);
	__u8 *at;

	if (!block || !second)
		return 1;
	made = bpf_dynptr_from_mem(block, 64, 0, &ptr);
	made_flags = bpf_dynptr_from_mem(block, 64, 1, &broken);
	bpf_dynptr_from_mem(second, 32, 0, &other);
	size = bpf_dynptr_size(&ptr);
	size_null = bpf_dynptr_size(&broken);
	is_null = bpf_dynptr_is_null(&ptr);
	is_null_failed = bpf_dynptr_is_null(&broken);
	rdonly = bpf_dynptr_is_rdonly(&ptr);
	write = bpf_dynptr_write(&ptr, 8, &value, 8, 0);
	write_past = bpf_dynptr_write(&ptr, 60, &value, 8, 0);
	write_flags = bpf_dynptr_write(&ptr, 8, &value, 8, 1);
	adjusted = bpf_dynptr_adjust(&ptr, 4, 40);
	adjust_order = bpf_dynptr_adjust(&ptr, 5, 4);
	adjust_range = bpf_dynptr_adjust(&ptr, 0, 37);
	read = bpf_dynptr_read(&back, 8, &ptr, 4, 0);
	seen = back;
	read_past = bpf_dynptr_read(&back, 8, &ptr, 30, 0);
	read_flags = bpf_dynptr_read(&back, 8, &ptr, 4, 1);
	cloned = bpf_dynptr_clone(&ptr, &clone);
	clone_null = bpf_dynptr_clone(&broken, &broken);
	at = bpf_dynptr_data(&clone, 4, 8);
	data = at ? at[1] : -1;
	data_past = bpf_dynptr_data(&clone, 30, 8) != NULL;
	copied = bpf_dynptr_copy(&other, 2, &ptr, 4, 8);
	copied_past = bpf_dynptr_copy(&other, 30, &ptr, 4, 8);
	filled = bpf_dynptr_memset(&other, 16, 4, 0xee);
	filled_past = bpf_dynptr_memset(&other, 30, 4, 0xee);
	at = bpf_dynptr_slice(&other, 2, NULL, 8);
	sliced = at ? at[0] : -1;
	slice_past = bpf_dynptr_slice(&other, 31, NULL, 8) != NULL;
	return bpf_dynptr_size(&clone);
}

static __always_inline int packet(struct __sk_buff *ctx)
{
	__u64 value = 0x8877665544332211, back = 0;
	__u8 buffer[16] = {};
	struct bpf_dynptr ptr, broken;
	__u8 *at;

	made = bpf_dynptr_from_skb(ctx, 0, &ptr);
	made_flags = bpf_dynptr_from_skb(ctx, 1, &broken);
	is_null_failed = bpf_dynptr_is_null(&broken);
	size = bpf_dynptr_size(&ptr);
	rdonly = bpf_dynptr_is_rdonly(&ptr);
	read = bpf_dynptr_read(&back, 8, &ptr, 12, 0);
	seen = back;
	read_past = bpf_dynptr_read(&back, 8, &ptr, size - 3, 0);
	adjusted = bpf_dynptr_adjust(&ptr, 2, size);
	at = bpf_dynptr_slice(&ptr, 10, buffer, 8);
	offset_value = at ? at[0] : -1;
	at = bpf_dynptr_slice(&ptr, 30, buffer, 16);
	cross_value = at ? at[10] : -1;
	sliced = at == buffer;
	at = bpf_dynptr_slice(&ptr, 30, NULL, 16);
	far_value = at != NULL;
	at = bpf_dynptr_slice(&ptr, 60, buffer, 16);
	slice_past = at != NULL;
	at = bpf_dynptr_data(&ptr, 0, 8);
	data = at != NULL;
	write = bpf_dynptr_write(&ptr, 40, &value, 8, 0);
	write_flags = bpf_dynptr_write(&ptr, 40, &value, 8, BPF_F_INVALIDATE_HASH);
	write_past = bpf_dynptr_write(&ptr, size - 4, &value, 8, 0);
	filled = bpf_dynptr_memset(&ptr, 50, 4, 0x77);
	return 1;
}

SEC("tc") int tc_packet(struct __sk_buff *ctx)
{
	return packet(ctx);
}

SEC("cgroup_skb/ingress") int cgroup_packet(struct __sk_buff *ctx)
{
	return packet(ctx);
}

SEC("tc") int tc_rdwr(struct __sk_buff *ctx)
{
	__u8 buffer[16] = {};
	struct bpf_dynptr ptr;
	__u8 *at;

	bpf_dynptr_from_skb(ctx, 0, &ptr);
	at = bpf_dynptr_slice_rdwr(&ptr, 20, buffer, 8);
	if (!at)
		return 0;
	at[0] = 0xab;
	rdwr = at != buffer;
	return 1;
}

#ifdef SLICE
SEC("tc") int stale_slice(struct __sk_buff *ctx)
{
	struct bpf_dynptr ptr;
	__u64 value = 1;
	__u8 *at;

	bpf_dynptr_from_skb(ctx, 0, &ptr);
	at = bpf_dynptr_slice(&ptr, 20, NULL, 8);
	if (!at)
		return 0;
	bpf_dynptr_write(&ptr, 20, &value, 8, 0);
	return at[0];
}
#endif

#ifdef RDWR
SEC("syscall") int rdwr_elsewhere(void *ctx)
{
	struct bpf_dynptr ptr;
	__u32 key = 0;
	__u8 *block = bpf_map_lookup_elem(&blocks, &key);

	if (!block)
		return 1;
	bpf_dynptr_from_mem(block, 64, 0, &ptr);
	return bpf_dynptr_slice_rdwr(&ptr, 10, NULL, 4) != NULL;
}
#endif

#ifdef STACK
SEC("syscall") int from_stack(void *ctx)
{
	struct bpf_dynptr ptr;
	__u64 value = 1;

	return bpf_dynptr_from_mem(&value, 8, 0, &ptr);
}
#endif

char LICENSE[] SEC("license") = "GPL";
