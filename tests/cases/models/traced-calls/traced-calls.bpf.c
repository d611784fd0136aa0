// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

const volatile int trigger_pid = 1000;

int asked, result, first, second, bad, count, length, size, mode, name_length, magic, in_cgroup;
unsigned long long argument;
char path[16];
char name[8];
int cookie;

/* /sys/kernel/tracing/events/syscalls/sys_exit_getpgid/format */
struct exit_event {
	__u64 common;
	int nr;
	long ret;
};

static bool is_trigger(void)
{
	return bpf_get_current_pid_tgid() >> 32 == trigger_pid;
}

/* The hook of getpgid(2): argument, what earlier programs returned, and the helpers that tell of them. */
SEC("lsm/task_getpgid")
int BPF_PROG(refuse_getpgid, struct task_struct *p, int ret)
{
	__u64 value;

	if (!is_trigger())
		return ret;
	asked++;
	result = ret;
	count = bpf_get_func_arg_cnt(ctx);
	first = bpf_get_func_arg(ctx, 0, &value);
	argument = value == (__u64)p;
	second = bpf_get_func_arg(ctx, 1, &value);
	bad = bpf_get_func_ret(ctx, &value);
	cookie = bpf_get_attach_cookie(ctx);
	return -13;
}

/* For the processes of one cgroup: 1 goes on, 0 refuses. */
SEC("lsm_cgroup/task_getpgid")
int BPF_PROG(in_one_cgroup, struct task_struct *p)
{
	if (!is_trigger())
		return 1;
	asked++;
	return 0;
}

/* A file: its members, and its path by bpf_d_path. */
SEC("lsm.s/file_open")
int BPF_PROG(look_at_file, struct file *file)
{
	char text[16] = {};
	const unsigned char *last = file->f_path.dentry->d_name.name;

	if (!is_trigger())
		return 0;
	asked++;
	length = bpf_d_path((struct path *)&file->f_path, text, sizeof(text));
	bad = bpf_d_path((struct path *)&file->f_path, path, 4);
	__builtin_memcpy(path, text, sizeof(path));
	size = file->f_inode->i_size;
	mode = file->f_inode->i_mode;
	magic = file->f_path.mnt->mnt_sb->s_magic;
	name_length = bpf_probe_read_kernel_str(name, sizeof(name), last);
	first = file->f_flags & 3;
	second = file->f_path.dentry->d_parent == file->f_path.mnt->mnt_root;
	return 0;
}

SEC("fexit/__x64_sys_getpgid")
int BPF_PROG(at_exit, const struct pt_regs *regs, long ret)
{
	__u64 value = 0;

	if (!is_trigger())
		return 0;
	asked++;
	result = ret;
	bad = bpf_get_func_ret(ctx, &value);
	argument = value;
	count = bpf_get_func_arg_cnt(ctx);
	return 0;
}

SEC("kretprobe/__x64_sys_getpgid")
int at_return(struct pt_regs *ctx)
{
	if (!is_trigger())
		return 0;
	asked++;
	result = ctx->ax;
	count = *(__u16 *)&ctx->ax;
	return 7;
}

SEC("tp/syscalls/sys_exit_getpgid")
int event(struct exit_event *ctx)
{
	if (!is_trigger())
		return 0;
	asked++;
	result = ctx->ret;
	first = ctx->nr;
	return 3;
}

SEC("perf_event")
int sample(struct bpf_perf_event_data *ctx)
{
	asked = 1;
	argument = ctx->sample_period;
	first = *(__u16 *)((void *)ctx + 168);
	return 5;
}

/* The trigger's process, at any system call. */
SEC("raw_tp/sys_enter")
int current(struct bpf_raw_tracepoint_args *ctx)
{
	if (!is_trigger() || ctx->args[1] != 121)
		return 0;
	asked++;
	in_cgroup = bpf_get_current_cgroup_id() > 1;
	first = bpf_get_current_ancestor_cgroup_id(0);
	second = bpf_get_current_ancestor_cgroup_id(1) == bpf_get_current_cgroup_id();
	bad = bpf_get_current_ancestor_cgroup_id(2);
	result = bpf_send_signal(65);
	return 0;
}

#ifdef BAD_RETURN
SEC("lsm/task_getpgid")
int BPF_PROG(bad_return, struct task_struct *p, int ret)
{
	return 1;
}
#endif

#ifdef BAD_CGROUP_RETURN
SEC("lsm_cgroup/task_getpgid")
int BPF_PROG(bad_cgroup_return, struct task_struct *p)
{
	return -1;
}
#endif

#ifdef BAD_WRITE
SEC("lsm/task_getpgid")
int BPF_PROG(bad_write, struct task_struct *p, int ret)
{
	p->pid = 1;
	return 0;
}
#endif

#ifdef BAD_PATH
SEC("lsm/file_permission")
int BPF_PROG(bad_path, struct file *file, int mask)
{
	char text[16];

	bpf_d_path((struct path *)&file->f_path, text, sizeof(text));
	return 0;
}
#endif

#ifdef NOT_A_PATH
SEC("lsm/file_open")
int BPF_PROG(not_a_path, struct file *file)
{
	char text[16];

	bpf_d_path((void *)file, text, sizeof(text));
	return 0;
}
#endif

#ifdef BAD_EVENT
SEC("tp/syscalls/sys_exit_getpgid")
int bad_event(struct exit_event *ctx)
{
	return ctx->common;
}
#endif

#ifdef BAD_SAMPLE
SEC("perf_event")
int bad_sample(struct bpf_perf_event_data *ctx)
{
	return *(volatile __u32 *)&ctx->regs.ax;
}
#endif

#ifdef NOT_SLEEPABLE
SEC("lsm/file_open")
int BPF_PROG(not_sleepable, struct file *file)
{
	char text[16];

	bpf_copy_from_user(text, sizeof(text), NULL);
	return 0;
}
#endif

#ifdef NO_ITERATOR
SEC("lsm/file_open")
int BPF_PROG(no_iterator, struct file *file)
{
	bpf_seq_write((void *)file, "text", 4);
	return 0;
}
#endif

SEC("lsm/socket_connect")
int BPF_PROG(see_connect, struct socket *sock, struct sockaddr *address, int addrlen, int ret)
{
	if (!is_trigger())
		return ret;
	asked++;
	length = addrlen;
	return ret;
}
