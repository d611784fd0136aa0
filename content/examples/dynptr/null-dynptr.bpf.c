// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Calls with a dynptr whose constructor failed: the verifier accepts them, and they fail without doing harm. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_dynptr_adjust(struct bpf_dynptr *p, u64 start, u64 end) __ksym;
extern bool bpf_dynptr_is_null(const struct bpf_dynptr *p) __ksym;
extern bool bpf_dynptr_is_rdonly(const struct bpf_dynptr *p) __ksym;
extern u64 bpf_dynptr_size(const struct bpf_dynptr *p) __ksym;
extern int bpf_dynptr_clone(const struct bpf_dynptr *p,
			    struct bpf_dynptr *clone__uninit) __ksym;
extern int bpf_dynptr_copy(const struct bpf_dynptr *dst_ptr, u64 dst_off,
			   const struct bpf_dynptr *src_ptr, u64 src_off,
			   u64 size) __ksym;
extern int bpf_dynptr_memset(const struct bpf_dynptr *p, u64 offset, u64 size,
			     u8 val) __ksym;

u8 text[16];
u8 other[16];
const volatile u64 flags = 0;

int made;
int cloned;
int adjusted;
int filled;
int copied;
bool is_null;
bool clone_is_null;
bool is_rdonly;
s64 size;

SEC("syscall")
int use_dynptr(void *ctx)
{
	struct bpf_dynptr memory, clone, target;

	(void)ctx;
	made = bpf_dynptr_from_mem(text, sizeof(text), flags, &memory);
	bpf_dynptr_from_mem(other, sizeof(other), 0, &target);
	is_null = bpf_dynptr_is_null(&memory);
	is_rdonly = bpf_dynptr_is_rdonly(&memory);
	size = bpf_dynptr_size(&memory);
	cloned = bpf_dynptr_clone(&memory, &clone);
	clone_is_null = bpf_dynptr_is_null(&clone);
	adjusted = bpf_dynptr_adjust(&memory, 0, 8);
	filled = bpf_dynptr_memset(&memory, 0, 8, 0x20);
	copied = bpf_dynptr_copy(&target, 0, &memory, 0, 8);
#ifdef OVERWRITE
	*(u64 *)&memory = 0;
	return bpf_dynptr_size(&memory);
#endif
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
