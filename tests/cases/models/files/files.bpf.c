// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

extern struct file *bpf_get_task_exe_file(struct task_struct *task) __ksym;
extern void bpf_put_file(struct file *file) __ksym;
extern int bpf_path_d_path(const struct path *path, char *buf, size_t buf__sz) __ksym;
extern int bpf_get_file_xattr(struct file *file, const char *name__str, struct bpf_dynptr *value_p) __ksym;
extern int bpf_get_dentry_xattr(struct dentry *dentry, const char *name__str, struct bpf_dynptr *value_p) __ksym;
extern int bpf_set_dentry_xattr(struct dentry *dentry, const char *name__str, const struct bpf_dynptr *value_p,
				int flags) __ksym;
extern int bpf_remove_dentry_xattr(struct dentry *dentry, const char *name__str) __ksym;
extern struct inode *bpf_real_data_inode(struct file *file) __ksym;

const volatile int trigger_pid = 1000;

/* A path of 8 characters with its zero in exactly as many bytes, and in more: what was behind is half overwritten. */
char exact[8] = "zzzzzzz", larger[12] = "abcdefghijk";
int exact_length, larger_length, short_length, same_inode, is_file, proc_length;
char proc_path[16];

SEC("lsm.s/file_open")
int BPF_PROG(opened, struct file *file, int ret)
{
	struct inode *inode;

	if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return ret;
	exact_length = bpf_path_d_path(&file->f_path, exact, sizeof(exact));
	larger_length = bpf_path_d_path(&file->f_path, larger, sizeof(larger));
	short_length = bpf_path_d_path(&file->f_path, proc_path, 7);
	inode = bpf_real_data_inode(file);
	same_inode = inode == file->f_inode;
	return ret;
}

SEC("lsm.s/file_open")
int BPF_PROG(opened_below_proc, struct file *file, int ret)
{
	if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return ret;
	proc_length = bpf_path_d_path(&file->f_path, proc_path, sizeof(proc_path));
	is_file = (file->f_inode->i_mode & 0170000) == 0100000 && file->f_inode->i_sb->s_magic == 0x9fa0;
	return ret;
}

int exe_is_mapped, is_kernel_thread;

SEC("lsm/task_getpgid")
int BPF_PROG(asked, struct task_struct *task, int ret)
{
	struct file *exe, *mapped = NULL;
	struct mm_struct *mm;

	is_kernel_thread = task->flags >> 21 & 1;
	exe = bpf_get_task_exe_file(task);
	if (!exe)
		return ret;
	mm = task->mm;
	if (mm)
		mapped = mm->exe_file;
	exe_is_mapped = exe == mapped;
	bpf_put_file(exe);
	return ret;
}

char byte[4] = "v", buffer[4];
int first, empty, into_nothing, into_four, both_there, both_gone, gone, removed, again, upper, prefix;

/* Values of no bytes, flags that exclude each other, prefixes by their letters. */
SEC("lsm.s/inode_getxattr")
int BPF_PROG(attributes, struct dentry *dentry, const char *name, int ret)
{
	struct bpf_dynptr none, one, four;

	if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return ret;
	bpf_dynptr_from_mem(byte, 0, 0, &none);
	bpf_dynptr_from_mem(byte, 1, 0, &one);
	bpf_dynptr_from_mem(buffer, 4, 0, &four);
	first = bpf_set_dentry_xattr(dentry, "security.bpf.", &one, 0);
	into_nothing = bpf_get_dentry_xattr(dentry, "security.bpf.", &none);
	into_four = bpf_get_dentry_xattr(dentry, "security.bpf.", &four);
	empty = bpf_set_dentry_xattr(dentry, "security.bpf.", &none, 2);
	into_nothing += 1000 * (1 + bpf_get_dentry_xattr(dentry, "security.bpf.", &none));
	both_there = bpf_set_dentry_xattr(dentry, "security.bpf.", &one, 3);
	removed = bpf_remove_dentry_xattr(dentry, "security.bpf.");
	again = bpf_remove_dentry_xattr(dentry, "security.bpf.");
	both_gone = bpf_set_dentry_xattr(dentry, "security.bpf.", &one, 3);
	gone = bpf_get_dentry_xattr(dentry, "security.bpf.", &four);
	upper = bpf_get_dentry_xattr(dentry, "User.a", &four);
	prefix = bpf_get_dentry_xattr(dentry, "security.bpf", &four);
	return ret;
}

extern int bpf_dynptr_from_file(struct file *file, u32 flags, struct bpf_dynptr *ptr__uninit) __ksym;
extern int bpf_dynptr_file_discard(struct bpf_dynptr *dynptr) __ksym;

int made = 1;

/* A dynptr of a file that the program holds itself has to end before it. */
SEC("lsm/task_getpgid")
int BPF_PROG(look_into_executable, struct task_struct *task, int ret)
{
	struct bpf_dynptr content;
	struct file *exe = bpf_get_task_exe_file(task);

	if (!exe)
		return ret;
	made = bpf_dynptr_from_file(exe, 0, &content);
#ifdef PUT_TOO_EARLY
	bpf_put_file(exe);
	bpf_dynptr_file_discard(&content);
#else
	bpf_dynptr_file_discard(&content);
	bpf_put_file(exe);
#endif
	return ret;
}
