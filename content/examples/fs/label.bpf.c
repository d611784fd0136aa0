// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* An extended attribute decides whether a file may be opened: one labelled "secret" may not. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define EPERM 1

extern int bpf_get_file_xattr(struct file *file, const char *name__str,
			      struct bpf_dynptr *value_p) __ksym;

#if defined(LABEL_OF_OTHERS)
#define LABEL "trusted.label"
#elif defined(LABEL_WITHOUT_NAME)
#define LABEL "user."
#else
#define LABEL "user.label"
#endif

const volatile int trigger_pid = 1000;
const volatile u32 room = 16;
const volatile u64 dynptr_flags = 0;

char label[16];
/* The length of the label, or why there is none. */
int found;

#ifdef NOT_SLEEPABLE
SEC("lsm/file_open")
#else
SEC("lsm.s/file_open")
#endif
int BPF_PROG(obey_label, struct file *file, int ret)
{
	struct bpf_dynptr value;

	if (ret || bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return ret;
	bpf_dynptr_from_mem(label, room, dynptr_flags, &value);
#ifdef NAME_ON_STACK
	char name[] = LABEL;

	found = bpf_get_file_xattr(file, name, &value);
#else
	found = bpf_get_file_xattr(file, LABEL, &value);
#endif
	/* The value has no NUL at its end: compare its length, too. */
	if (found == 6 && !bpf_strncmp(label, 6, "secret"))
		return -EPERM;
	return 0;
}

char _license[] SEC("license") = "GPL";
