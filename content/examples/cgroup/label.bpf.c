// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Lists cgroups with the team that owns each: an extended attribute of the cgroup's directory. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern int bpf_cgroup_read_xattr(struct cgroup *cgroup, const char *name__str,
				 struct bpf_dynptr *value_p) __ksym;

#if defined(SECURITY_LABEL)
#define LABEL "security.bpf.team"
#else
#define LABEL "user.team"
#endif

const volatile u32 room = 16;
const volatile u64 dynptr_flags = 0;

char team[17];
int length;

SEC("iter/cgroup")
int list_teams(struct bpf_iter__cgroup *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	struct cgroup *cgroup = ctx->cgroup;
	struct bpf_dynptr value;

	if (!cgroup)
		return 0;
	__builtin_memset(team, 0, sizeof(team));
	bpf_dynptr_from_mem(team, room, dynptr_flags, &value);
#ifdef WALKED_CGROUP
	cgroup = cgroup->dom_cgrp;
#endif
	length = bpf_cgroup_read_xattr(cgroup, LABEL, &value);
	if (length < 0)
		BPF_SEQ_PRINTF(seq, "level %d: nobody\n", cgroup->level);
	else
		BPF_SEQ_PRINTF(seq, "level %d: %s\n", cgroup->level, team);
	return 0;
}

char _license[] SEC("license") = "GPL";
