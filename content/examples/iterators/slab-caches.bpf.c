// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Finds a slab cache by its name and tells how large its objects are. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

extern int bpf_iter_kmem_cache_new(struct bpf_iter_kmem_cache *it) __ksym;
extern struct kmem_cache *bpf_iter_kmem_cache_next(struct bpf_iter_kmem_cache *it) __ksym;
extern void bpf_iter_kmem_cache_destroy(struct bpf_iter_kmem_cache *it) __ksym;

#define ENOENT 2

const volatile char wanted[16] = "kmalloc-64";

u32 object_size;
u32 caches;

SEC("syscall")
int find_cache(void *ctx)
{
	struct bpf_iter_kmem_cache it;
	struct kmem_cache *cache;
	char name[16];
	int found = -ENOENT;

	bpf_iter_kmem_cache_new(&it);
	while ((cache = bpf_iter_kmem_cache_next(&it))) {
		caches++;
		if (bpf_probe_read_kernel_str(name, sizeof(name), cache->name) < 0)
			continue;
		if (bpf_strncmp(name, sizeof(name), (const char *)wanted))
			continue;
		object_size = cache->object_size;
		found = 0;
		/* The iterator holds the cache that it is at, until it is destroyed. */
		break;
	}
	bpf_iter_kmem_cache_destroy(&it);
	return found;
}

#ifdef UNDER_RCU
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

SEC("syscall")
int count_under_rcu(void *ctx)
{
	struct bpf_iter_kmem_cache it;

	bpf_rcu_read_lock();
	bpf_iter_kmem_cache_new(&it);
	while (bpf_iter_kmem_cache_next(&it))
		caches++;
	bpf_iter_kmem_cache_destroy(&it);
	bpf_rcu_read_unlock();
	return 0;
}
#endif

char _license[] SEC("license") = "GPL";
