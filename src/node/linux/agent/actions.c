// SPDX-License-Identifier: BSD-2-Clause
#include "actions.h"

#include <string.h>

static const struct action actions[] = {
	{ "file", act_file },
	{ "user-memory", act_user_memory },
	{ "process", act_process },
	{ "cgroup", act_cgroup },
	{ "enter-cgroup", act_enter_cgroup },
	{ "hierarchy", act_hierarchy },
	{ "key", act_key },
	{ "conntrack", act_conntrack },
	{ "syscall", act_syscall },
	{ "open-file", act_open },
	{ "read-file", act_read },
	{ "write-file", act_write },
	{ "make-folder", act_mkdir },
	{ "remove-folder", act_rmdir },
	{ "unlink-file", act_unlink },
	{ "setxattr", act_setxattr },
	{ "getxattr", act_getxattr },
	{ "fork", act_fork },
	{ "exec", act_exec },
	{ "kill-process", act_kill },
	{ "tcp", act_tcp },
	{ "udp", act_udp },
	{ "setsockopt", act_setsockopt },
	{ "getsockopt", act_getsockopt },
	{ "qdisc", act_qdisc },
	{ "send", act_send },
	{ "socket", act_socket },
	{ "create-map", act_create_map },
	{ "sleep-milliseconds", act_sleep },
	{ "burn", act_burn },
};

const struct action *find_action(const char *name)
{
	for (unsigned int index = 0; index < sizeof(actions) / sizeof(*actions); index++)
		if (!strcmp(actions[index].name, name))
			return &actions[index];
	return NULL;
}
