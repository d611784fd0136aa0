// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define MAP(name, kind, entries, flags)         \
	struct {                                \
		__uint(type, kind);             \
		__uint(max_entries, entries);   \
		__uint(map_flags, flags);       \
		__type(key, __u32);             \
		__type(value, struct value);    \
	} name SEC(".maps")

struct value {
	__u8 bytes[12];
};

MAP(array, BPF_MAP_TYPE_ARRAY, 5, BPF_F_RDONLY);
MAP(on_each_processor, BPF_MAP_TYPE_PERCPU_ARRAY, 3, 0);
MAP(hash, BPF_MAP_TYPE_HASH, 5, BPF_F_NO_PREALLOC);
MAP(ready_hash, BPF_MAP_TYPE_HASH, 8, 0);
MAP(large_hash, BPF_MAP_TYPE_HASH, 1000, BPF_F_NO_PREALLOC);
MAP(recent, BPF_MAP_TYPE_LRU_PERCPU_HASH, 6, 0);

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(max_entries, 9);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(key_size, 8);
	__uint(value_size, 4);
} trie SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 4);
	__uint(value_size, 4);
} queue SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 3);
	__uint(key_size, 4);
	__uint(value_size, 16);
} traces SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 2);
	__uint(key_size, 4);
	__uint(value_size, 4);
} devices SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARENA);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 10);
	__uint(map_extra, 1 << 28);
} arena SEC(".maps");

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 7);
	__type(key, __u32);
	__type(value, __u64);
};

struct inner first SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 3);
	__type(key, __u32);
	__array(values, struct inner);
} outer SEC(".maps") = { .values = { [2] = &first } };

struct shape {
	__u32 type, key, value, entries, flags;
	__s32 node;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 9);
	__type(key, __u32);
	__type(value, struct shape);
} shapes SEC(".maps");

__u32 array_element, array_mask, per_cpu_element, buckets, hash_element, lru_element, trie_data, trie_bits, queue_size, trace_buckets;
__u32 count_before, count_of_two, count_of_ready, count_of_large, count_after, large_counts_on_cpus;
__u64 trie_before, trie_after, arena_start, arena_end, extra;
__u32 inner_entries, has_operations, ids_differ, copied;
char name[16];
static struct bpf_map copy;

static __always_inline void look(__u32 place, void *of)
{
	struct shape *shape = bpf_map_lookup_elem(&shapes, &place);
	struct bpf_map *map = of;

	if (!shape)
		return;
	shape->type = map->map_type;
	shape->key = map->key_size;
	shape->value = map->value_size;
	shape->entries = map->max_entries;
	shape->flags = map->map_flags;
	shape->node = map->numa_node;
}

SEC("socket") int run(void *ctx)
{
	struct { __u32 length; __u8 data[4]; } prefix = { .length = 24, .data = { 10 } };
	struct bpf_map *inner;
	struct value value = {};
	__u32 key = 2, one = 1;

	look(0, &array);
	look(1, &hash);
	look(2, &recent);
	look(3, &trie);
	look(4, &queue);
	look(5, &devices);
	look(6, &ring);
	look(7, &arena);
	look(8, &outer);

	array_element = ((struct bpf_array *)&array)->elem_size;
	array_mask = ((struct bpf_array *)&array)->index_mask;
	per_cpu_element = ((struct bpf_array *)&on_each_processor)->elem_size;
	buckets = ((struct bpf_htab *)&hash)->n_buckets;
	hash_element = ((struct bpf_htab *)&hash)->elem_size;
	lru_element = ((struct bpf_htab *)&recent)->elem_size;
	trie_data = ((struct lpm_trie *)&trie)->data_size;
	trie_bits = ((struct lpm_trie *)&trie)->max_prefixlen;
	queue_size = ((struct bpf_queue_stack *)&queue)->size;
	trace_buckets = ((struct bpf_stack_map *)&traces)->n_buckets;

	count_before = ((struct bpf_htab *)&hash)->count.counter;
	trie_before = ((struct lpm_trie *)&trie)->n_entries;
	bpf_map_update_elem(&hash, &key, &value, BPF_ANY);
	bpf_map_update_elem(&hash, &one, &value, BPF_ANY);
	bpf_map_update_elem(&ready_hash, &key, &value, BPF_ANY);
	bpf_map_update_elem(&large_hash, &key, &value, BPF_ANY);
	bpf_map_update_elem(&trie, &prefix, &key, BPF_ANY);
	count_of_two = ((struct bpf_htab *)&hash)->count.counter;
	count_of_ready = ((struct bpf_htab *)&ready_hash)->count.counter;
	count_of_large = ((struct bpf_htab *)&large_hash)->count.counter;
	bpf_map_delete_elem(&hash, &one);
	count_after = ((struct bpf_htab *)&hash)->count.counter;
	large_counts_on_cpus = ((struct bpf_htab *)&large_hash)->use_percpu_counter;
	trie_after = ((struct lpm_trie *)&trie)->n_entries;

	arena_start = ((struct bpf_arena *)&arena)->user_vm_start;
	arena_end = ((struct bpf_arena *)&arena)->user_vm_end;
	extra = ((struct bpf_map *)&arena)->map_extra;
	inner = bpf_map_lookup_elem(&outer, &key);
	if (inner)
		inner_entries = inner->max_entries;
	has_operations = ((struct bpf_map *)&array)->ops != NULL;
	ids_differ = ((struct bpf_map *)&array)->id != ((struct bpf_map *)&hash)->id && ((struct bpf_map *)&hash)->id > 0;
	bpf_probe_read_kernel(&copy, sizeof(copy), &array);
	copied = copy.max_entries;
	bpf_probe_read_kernel(&copy, sizeof(copy), &on_each_processor);
	__builtin_memcpy(name, copy.name, sizeof(name));
	return 0;
}

SEC("socket") int part_of_pointer(void *ctx)
{
	return *(volatile __u32 *)((void *)&array + 44);
}

SEC("socket") int beyond(void *ctx)
{
	return *(volatile __u32 *)((void *)&hash + 4096);
}

SEC("socket") int before(void *ctx)
{
	__u32 seen;

	asm volatile("r1 = %[map] ll; %[seen] = *(u32 *)(r1 - 8)" : [seen] "=r"(seen) : [map] "i"(&array) : "r1");
	return seen;
}

SEC("socket") int store(void *ctx)
{
	((volatile struct bpf_map *)&array)->max_entries = 1;
	return 0;
}

#ifdef PROPRIETARY
char LICENSE[] SEC("license") = "Proprietary";

SEC("socket") int any_license(void *ctx)
{
	return ((struct bpf_map *)&array)->max_entries;
}
#else
char LICENSE[] SEC("license") = "GPL";
#endif
