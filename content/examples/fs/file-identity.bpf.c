// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Identifies a file that is opened: by the inode that holds its data, and by the digest of fs-verity. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

extern struct inode *bpf_real_data_inode(struct file *file) __ksym;
extern int bpf_get_fsverity_digest(struct file *file, const struct bpf_dynptr *digest_p) __ksym;

/* Like struct fsverity_digest of linux/fsverity.h, with room for SHA-256. */
struct measurement {
	u16 algorithm;
	u16 size;
	u8 digest[32];
};

const volatile int trigger_pid = 1000;
/* Where in the buffer the measurement goes, and how much room it has there. */
const volatile u32 start = 0;
const volatile u32 room = sizeof(struct measurement);

struct measurement measurements[2];
/* 0, or why there is no digest. */
int digest_error;
u64 data_size;
bool is_union;

SEC("lsm.s/file_open")
int BPF_PROG(identify, struct file *file, int ret)
{
	struct bpf_dynptr value;
	struct inode *inode;

	if (ret || bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return ret;
	inode = bpf_real_data_inode(file);
	if (!inode)
		return 0;
	data_size = inode->i_size;
	is_union = inode != file->f_inode;

	bpf_dynptr_from_mem((u8 *)measurements + start, room, 0, &value);
	digest_error = bpf_get_fsverity_digest(file, &value);
	return 0;
}

char _license[] SEC("license") = "GPL";
