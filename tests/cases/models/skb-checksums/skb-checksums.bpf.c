// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__s64 diff_add, diff_remove, diff_both, diff_seed, update;
__s64 l3_half, l3_word, l3_by_diff, l3_flags, l3_odd, l3_from, l3_width, l3_past, l4_half, l4_word, l4_by_diff, l4_zero, l4_mangled, l4_flags;
volatile const __u32 old_word = 0x0200000a;
volatile const __u32 new_word = 0xfe01a8c0;

SEC("tc") int run(struct __sk_buff *ctx)
{
	__u32 from[2] = { old_word, 0xffffffff }, to[2] = { new_word, 0x12345678 };

	diff_add = bpf_csum_diff(NULL, 0, to, 8, 0);
	diff_remove = bpf_csum_diff(from, 8, NULL, 0, 0xabcdef);
	diff_both = bpf_csum_diff(from, 8, to, 4, 0);
	diff_seed = bpf_csum_diff(NULL, 0, NULL, 0, 0x12345);
	update = bpf_csum_update(ctx, 7);
	l3_half = bpf_l3_csum_replace(ctx, 24, old_word & 0xffff, new_word & 0xffff, 2);
	l3_word = bpf_l3_csum_replace(ctx, 24, old_word, new_word, 4);
	l3_by_diff = bpf_l3_csum_replace(ctx, 24, 0, diff_both, 0);
	l3_flags = bpf_l3_csum_replace(ctx, 24, 0, 0, 0x10);
	l3_odd = bpf_l3_csum_replace(ctx, 25, 0, 0, 2);
	l3_from = bpf_l3_csum_replace(ctx, 24, 1, 0, 0);
	l3_width = bpf_l3_csum_replace(ctx, 24, 0, 0, 3);
	l3_past = bpf_l3_csum_replace(ctx, 2000, 0, 0, 2);
	l4_half = bpf_l4_csum_replace(ctx, 40, old_word & 0xffff, new_word & 0xffff, 2);
	l4_word = bpf_l4_csum_replace(ctx, 40, old_word, new_word, 4 | BPF_F_PSEUDO_HDR);
	l4_by_diff = bpf_l4_csum_replace(ctx, 40, 0, diff_both, BPF_F_PSEUDO_HDR);
	l4_zero = bpf_l4_csum_replace(ctx, 50, old_word, new_word, 4 | BPF_F_MARK_MANGLED_0);
	l4_mangled = bpf_l4_csum_replace(ctx, 52, old_word, new_word, 4 | BPF_F_MARK_MANGLED_0 | BPF_F_MARK_ENFORCE);
	l4_flags = bpf_l4_csum_replace(ctx, 40, 0, 0, 1 << 9);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
