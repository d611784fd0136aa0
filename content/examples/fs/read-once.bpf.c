// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The attributes of a ticket can be read once; writing one makes it valid again. The mark is an attribute as well. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define EACCES 13
#define EEXIST 17
#define XATTR_CREATE 1

extern int bpf_get_dentry_xattr(struct dentry *dentry, const char *name__str,
				struct bpf_dynptr *value_p) __ksym;
extern int bpf_set_dentry_xattr(struct dentry *dentry, const char *name__str,
				const struct bpf_dynptr *value_p, int flags) __ksym;
extern int bpf_remove_dentry_xattr(struct dentry *dentry, const char *name__str) __ksym;

#ifdef USER_MARK
#define MARK "user.used"
#else
#define MARK "security.bpf.used"
#endif
#ifdef SYSTEM_KIND
#define KIND "system.kind"
#elif defined(NAMELESS_KIND)
#define KIND "user."
#else
#define KIND "user.kind"
#endif

const volatile int trigger_pid = 1000;
const volatile u32 room = 8;
const volatile int flags = XATTR_CREATE;
const volatile u64 dynptr_flags = 0;

char kind[8];
char mark[1] = "1";
/* What the last calls returned. */
int got, set, removed;

static bool is_triggered(void)
{
	return bpf_get_current_pid_tgid() >> 32 == trigger_pid;
}

SEC("lsm.s/inode_getxattr")
int BPF_PROG(read_once, struct dentry *dentry, const char *name, int ret)
{
	struct bpf_dynptr value;

	if (ret || !is_triggered())
		return ret;
	bpf_dynptr_from_mem(kind, room, 0, &value);
	got = bpf_get_dentry_xattr(dentry, KIND, &value);
	if (got != 6 || bpf_strncmp(kind, 6, "ticket"))
		return 0;
	bpf_dynptr_from_mem(mark, sizeof(mark), 0, &value);
	/* XATTR_CREATE: of two readers at the same time only one succeeds. */
	set = bpf_set_dentry_xattr(dentry, MARK, &value, flags);
	return set == -EEXIST ? -EACCES : 0;
}

SEC("lsm.s/inode_post_setxattr")
int BPF_PROG(renew, struct dentry *dentry, const char *name, const void *value, size_t size, int options)
{
	if (is_triggered())
		removed = bpf_remove_dentry_xattr(dentry, MARK);
	return 0;
}

/* Too early: the dentry exists, but the file does not exist yet. */
SEC("lsm.s/inode_create")
int BPF_PROG(mark_new, struct inode *dir, struct dentry *dentry, umode_t mode, int ret)
{
	struct bpf_dynptr value;

	if (ret || !is_triggered())
		return ret;
	bpf_dynptr_from_mem(mark, sizeof(mark), 0, &value);
	got = bpf_get_dentry_xattr(dentry, MARK, &value);
#ifndef NO_INODE_CHECK
	/* Before Linux 7.1, setting and removing would crash the kernel here. */
	if (!dentry->d_inode)
		return 0;
#endif
	set = bpf_set_dentry_xattr(dentry, MARK, &value, 0);
	removed = bpf_remove_dentry_xattr(dentry, MARK);
	return 0;
}

/* Marks every file whose attributes are read, and removes the mark at once. */
SEC("lsm.s/inode_getxattr")
int BPF_PROG(mark_and_unmark, struct dentry *dentry, const char *name, int ret)
{
	struct bpf_dynptr value;

	if (ret || !is_triggered())
		return ret;
	bpf_dynptr_from_mem(mark, sizeof(mark), dynptr_flags, &value);
	got = bpf_get_dentry_xattr(dentry, MARK, &value);
	set = bpf_set_dentry_xattr(dentry, MARK, &value, 0);
	removed = bpf_remove_dentry_xattr(dentry, MARK);
	return 0;
}

#ifdef WALKED_DENTRY
SEC("lsm.s/file_open")
int BPF_PROG(unmark_opened, struct file *file, int ret)
{
	removed = bpf_remove_dentry_xattr(file->f_path.dentry, MARK);
	return ret;
}
#endif

char _license[] SEC("license") = "GPL";
