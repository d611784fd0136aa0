// SPDX-License-Identifier: BSD-2-Clause
#include "kernel-types.h"

/* libbpf parses the kernel's types for each object: see --wrap in agent.ts. */
struct btf *__real_btf__load_vmlinux_btf(void);
void __real_btf__free(struct btf *btf);

struct btf *kernel_types(void)
{
	static struct btf *types;

	if (!types)
		types = __real_btf__load_vmlinux_btf();
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
