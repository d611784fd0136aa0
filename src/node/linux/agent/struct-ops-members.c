// SPDX-License-Identifier: BSD-2-Clause
// A struct_ops of a newer kernel's header has functions that an older kernel lacks. libbpf passes over those without a
// program since 1.4 (bpf_map__init_kern_struct_ops); before, it refuses the object. There, they are made to look like
// another function that the kernel does have: without a program it is left alone, whatever its name.
#include "struct-ops-members.h"

#include <bpf/btf.h>
#include <string.h>

#include "kernel-types.h"

static const struct btf_type *struct_named(const struct btf *types, const char *name)
{
	int id = btf__find_by_name_kind(types, name, BTF_KIND_STRUCT);

	return id < 0 ? NULL : btf__type_by_id(types, id);
}

static int has_member(const struct btf *types, const struct btf_type *type, const char *name)
{
	const struct btf_member *member = btf_members(type);

	for (unsigned int index = 0; index < btf_vlen(type); index++)
		if (!strcmp(btf__name_by_offset(types, member[index].name_off), name))
			return 1;
	return 0;
}

static int is_function(const struct btf *types, const struct btf_member *member)
{
	const struct btf_type *type = btf__type_by_id(types, member->type);

	return btf_is_ptr(type) && btf_is_func_proto(btf__type_by_id(types, type->type));
}

/* Programs of a struct_ops have the index of their member as attach type until they are loaded. */
static int has_program(const struct bpf_object *object, unsigned int index)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, object)
		if (bpf_program__type(program) == BPF_PROG_TYPE_STRUCT_OPS &&
		    (unsigned int)bpf_program__expected_attach_type(program) == index)
			return 1;
	return 0;
}

static void pass_over(const struct bpf_object *object, const struct btf *types, const struct btf_type *type)
{
	const struct btf_type *in_kernel = struct_named(kernel_types(), btf__name_by_offset(types, type->name_off));
	struct btf_member *members = (struct btf_member *)btf_members(type);
	const struct btf_member *known = NULL;

	for (unsigned int index = 0; in_kernel && index < btf_vlen(type); index++)
		if (is_function(types, &members[index]) &&
		    has_member(kernel_types(), in_kernel, btf__name_by_offset(types, members[index].name_off)))
			known = &members[index];
	for (unsigned int index = 0; known && index < btf_vlen(type); index++) {
		struct btf_member *member = &members[index];

		if (!is_function(types, member) || has_program(object, index) ||
		    has_member(kernel_types(), in_kernel, btf__name_by_offset(types, member->name_off)))
			continue;
		member->name_off = known->name_off;
		member->type = known->type;
	}
}

void pass_over_missing_members(const struct bpf_object *object)
{
	const struct btf *types = bpf_object__btf(object);
	int id = types ? btf__find_by_name_kind(types, ".struct_ops", BTF_KIND_DATASEC) : -1;
	const struct btf_type *section = id < 0 ? NULL : btf__type_by_id(types, id);

	if (!section || !kernel_types() || libbpf_major_version() > 1 || libbpf_minor_version() >= 4)
		return;
	for (unsigned int index = 0; index < btf_vlen(section); index++) {
		const struct btf_type *variable = btf__type_by_id(types, btf_var_secinfos(section)[index].type);
		const struct btf_type *type = btf__type_by_id(types, btf__resolve_type(types, variable->type));

		if (btf_is_struct(type))
			pass_over(object, types, type);
	}
}
