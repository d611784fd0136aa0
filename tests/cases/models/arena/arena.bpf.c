// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define __arena __attribute__((address_space(1)))
#define PAGE 4096
#define START 0x10000000

struct {
	__uint(type, BPF_MAP_TYPE_ARENA);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 8);
	__uint(map_extra, START);
} arena SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} other SEC(".maps");

void __arena *bpf_arena_alloc_pages(void *map, void __arena *addr, __u32 page_cnt, int node_id, __u64 flags) __ksym;
void bpf_arena_free_pages(void *map, void __arena *ptr, __u32 page_cnt) __ksym;
int bpf_arena_reserve_pages(void *map, void __arena *ptr, __u32 page_cnt) __ksym;

__u64 first, second, chosen, taken, too_many, no_pages, flagged, unaligned, beyond, wrong_map, wrong_node, node_zero, refilled;
__u64 written, missing, missing_write, across, across_missing, fetched, fetched_missing, swapped, freed, kept, back, exchanged;
__s64 signed_byte;
__u64 low_half, null_cast, far;
int reserved, reserved_again, reserved_allocated, reserved_none, reserved_unaligned, reserved_beyond, reserved_wrong;

#define ALLOC(address, count) ((__u64)bpf_arena_alloc_pages(&arena, (void __arena *)(address), count, -1, 0))
#define RESERVE(address, count) bpf_arena_reserve_pages(&arena, (void __arena *)(address), count)

SEC("syscall") int allocate(void *ctx)
{
	first = ALLOC(0, 1);
	second = ALLOC(0, 2);
	chosen = ALLOC(START + 5 * PAGE, 1);
	taken = ALLOC(START + 5 * PAGE, 1);
	too_many = ALLOC(0, 9);
	no_pages = ALLOC(0, 0);
	flagged = (__u64)bpf_arena_alloc_pages(&arena, NULL, 1, -1, 1);
	unaligned = ALLOC(START + 6 * PAGE + 8, 1);
	beyond = ALLOC(START + 7 * PAGE, 2);
	wrong_map = (__u64)bpf_arena_alloc_pages(&other, NULL, 1, -1, 0);
	wrong_node = (__u64)bpf_arena_alloc_pages(&arena, NULL, 1, 5, 0);
	node_zero = (__u64)bpf_arena_alloc_pages(&arena, NULL, 1, 0, 0);
	bpf_arena_free_pages(&arena, (void __arena *)(second), 2);
	refilled = ALLOC(0, 2);
	reserved_none = RESERVE(START + 3 * PAGE, 0);
	reserved_allocated = RESERVE(START, 1);
	reserved = RESERVE(START + 3 * PAGE, 1);
	reserved_again = RESERVE(START + 3 * PAGE, 1);
	reserved_unaligned = RESERVE(START + 3 * PAGE + 1, 1);
	reserved_beyond = RESERVE(START + 7 * PAGE, 2);
	reserved_wrong = bpf_arena_reserve_pages(&other, NULL, 1);
	back = ALLOC(0, 1);
	return 0;
}

SEC("syscall") int access(void *ctx)
{
	char __arena *page = bpf_arena_alloc_pages(&arena, NULL, 2, -1, 0);
	volatile __u64 __arena *word = (void __arena *)page;
	volatile __u64 __arena *gone = (void __arena *)(page + 3 * PAGE);
	volatile __u64 __arena *middle = (void __arena *)(page + PAGE - 4);
	volatile __u64 __arena *last = (void __arena *)(page + 2 * PAGE - 4);

	if (!page)
		return 1;
	word[0] = 0x1122334455667788;
	written = word[0];
	signed_byte = *(signed char __arena *)page;
	missing = *gone + 1;
	*gone = 7;
	missing_write = *gone;
	*middle = 0x0102030405060708;
	across = *middle;
	*last = -1;
	across_missing = *last + *(volatile __u32 __arena *)last;
	fetched = __sync_fetch_and_add(word, 1);
	fetched_missing = __sync_fetch_and_add(gone, 1) + 3;
	swapped = __sync_val_compare_and_swap(word, 0x1122334455667789, 5);
	exchanged = word[0];
	far = word[-1];
	bpf_arena_free_pages(&arena, page, 1);
	freed = word[0];
	kept = *(volatile __u32 __arena *)(page + PAGE);
	return 0;
}

/* A worker of the kernel frees the pages of a program that may not sleep. */
SEC("tc") int free_later(struct __sk_buff *skb)
{
	volatile __u64 __arena *page = bpf_arena_alloc_pages(&arena, NULL, 1, -1, 0);

	if (!page)
		return 1;
	*page = 3;
	bpf_arena_free_pages(&arena, (void __arena *)page, 1);
	kept = *page;
	second = ALLOC(0, 1);
	return 0;
}

static __u64 to_kernel(__u64 address)
{
	asm volatile("%0 = addr_space_cast(%0, 0x0, 0x1)" : "+r"(address));
	return address;
}

static __u64 to_user(__u64 address)
{
	asm volatile("%0 = addr_space_cast(%0, 0x1, 0x0)" : "+r"(address));
	return address;
}

SEC("syscall") int cast(void *ctx)
{
	void *map = &arena;

	asm volatile("" ::"r"(map));
	low_half = to_kernel(0x1234567800001000);
	null_cast = to_user(0x1234567800000000);
	second = to_user(0x1234567800002000);
	return to_kernel(0x500000000) ? 1 : 0;
}

#ifdef NO_ARENA
SEC("syscall") int without(void *ctx)
{
	low_half = to_kernel(0x1234567800001000);
	return 0;
}
#endif

#ifdef HELPER
SEC("syscall") int pass(void *ctx)
{
	char __arena *page = bpf_arena_alloc_pages(&arena, NULL, 1, -1, 0);
	void *pointer = (void *)to_kernel((__u64)page);

	return bpf_map_lookup_elem(&other, pointer) ? 1 : 0;
}
#endif

#ifdef NUMBER
SEC("syscall") int number(void *ctx)
{
	__u64 *page = (__u64 *)(__u64)bpf_arena_alloc_pages(&arena, NULL, 1, -1, 0);

	return *page;
}
#endif

#ifdef NO_MAP
SEC("syscall") int no_map(void *ctx)
{
	__u64 local = 0;

	return bpf_arena_reserve_pages(&local, NULL, 1);
}
#endif

static __attribute__((noinline)) __u64 miss(volatile __u64 __arena *gone)
{
	*gone = 1;
	return *gone + __sync_fetch_and_add(gone, 1);
}

SEC("syscall") int reported(void *ctx)
{
	char __arena *page = bpf_arena_alloc_pages(&arena, NULL, 1, -1, 0);

	if (!page)
		return 1;
	return miss((void __arena *)(page + PAGE));
}

char LICENSE[] SEC("license") = "GPL";
