// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

const volatile int trigger_pid = 1000;

int asked;

SEC("lsm/task_getpgid")
int BPF_PROG(refuse_getpgid, struct task_struct *p, int ret)
{
	if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return ret;
	asked++;
	return -1;
}

extern int bpf_get_file_xattr(struct file *file, const char *name, struct bpf_dynptr *value) __ksym __weak;

char label[16];
int label_size;

SEC("lsm.s/file_open")
int BPF_PROG(read_label, struct file *file)
{
	struct bpf_dynptr value;

	if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return 0;
	bpf_dynptr_from_mem(label, sizeof(label), 0, &value);
	label_size = bpf_get_file_xattr(file, "user.kfdoc", &value);
	return label[0] == 's' ? -1 : 0;
}
