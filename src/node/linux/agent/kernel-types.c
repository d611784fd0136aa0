// SPDX-License-Identifier: BSD-2-Clause
// libbpf parses the kernel's types for each object that it loads, and looks through all of them for each name. The agent
// hands it those it has, and finds names by an index: see --wrap in agent.ts.
#include "kernel-types.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct btf *__real_btf__load_vmlinux_btf(void);
void __real_btf__free(struct btf *btf);
__s32 __real_btf__find_by_name_kind(const struct btf *btf, const char *name, __u32 kind);

/* Ids by the hash of the name; 0 for a free slot. The first id of a name and kind comes first. */
static uint32_t *slots;
static uint32_t mask;

static uint32_t hash(const char *name, __u32 kind)
{
	uint32_t value = 2166136261u ^ kind;

	for (; *name; name++)
		value = (value ^ (unsigned char)*name) * 16777619u;
	return value;
}

static void make_index(const struct btf *types)
{
	__u32 count = btf__type_cnt(types);
	uint32_t size = 1;

	while (size < 2 * count)
		size *= 2;
	slots = calloc(size, sizeof(*slots));
	mask = size - 1;
	for (__u32 id = 1; slots && id < count; id++) {
		const struct btf_type *type = btf__type_by_id(types, id);
		uint32_t at;

		if (!type->name_off)
			continue;
		at = hash(btf__name_by_offset(types, type->name_off), btf_kind(type)) & mask;
		while (slots[at])
			at = (at + 1) & mask;
		slots[at] = id;
	}
}

struct btf *kernel_types(void)
{
	static struct btf *types;

	if (types)
		return types;
	types = __real_btf__load_vmlinux_btf();
	if (types)
		make_index(types);
	return types;
}

struct btf *__wrap_btf__load_vmlinux_btf(void)
{
	return kernel_types();
}

void __wrap_btf__free(struct btf *btf)
{
	if (btf != kernel_types())
		__real_btf__free(btf);
}

__s32 __wrap_btf__find_by_name_kind(const struct btf *btf, const char *name, __u32 kind)
{
	if (btf != kernel_types() || !slots || kind == BTF_KIND_UNKN)
		return __real_btf__find_by_name_kind(btf, name, kind);
	for (uint32_t at = hash(name, kind) & mask; slots[at]; at = (at + 1) & mask) {
		const struct btf_type *type = btf__type_by_id(btf, slots[at]);

		if (btf_kind(type) == kind && !strcmp(btf__name_by_offset(btf, type->name_off), name))
			return slots[at];
	}
	return -ENOENT;
}
