// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Sockets that carry the label "frozen" keep the send buffer that they have. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define EPERM 1
#define SOL_SOCKET 1
#define SO_SNDBUF 7

extern int bpf_sock_read_xattr(struct socket *sock, const char *name__str,
			       struct bpf_dynptr *value_p) __ksym;

#ifdef SECURITY_LABEL
#define LABEL "security.bpf.state"
#else
#define LABEL "user.state"
#endif

const volatile int trigger_pid = 1000;
const volatile u32 room = 16;
const volatile u64 dynptr_flags = 0;

char state[16];
/* The length of the label, or why there is none. */
int found;

static int read_state(struct socket *sock)
{
	struct bpf_dynptr value;

	bpf_dynptr_from_mem(state, room, dynptr_flags, &value);
	return bpf_sock_read_xattr(sock, LABEL, &value);
}

SEC("lsm/socket_setsockopt")
int BPF_PROG(obey_freeze, struct socket *sock, int level, int optname, int ret)
{
	if (ret || level != SOL_SOCKET || optname != SO_SNDBUF)
		return ret;
	if (bpf_get_current_pid_tgid() >> 32 != trigger_pid)
		return ret;
	found = read_state(sock);
	return found == 6 && !bpf_strncmp(state, 6, "frozen") ? -EPERM : 0;
}

/* Too early: the socket gets its file later. */
SEC("lsm/socket_post_create")
int BPF_PROG(look_at_new, struct socket *sock, int family, int type, int protocol, int kern, int ret)
{
	if (bpf_get_current_pid_tgid() >> 32 == trigger_pid)
		found = read_state(sock);
	return ret;
}

char _license[] SEC("license") = "GPL";
