/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_ACTIONS_H
#define KFDOC_ACTIONS_H

#include "job.h"

/* What a scenario's state is built of, and what its trigger does: a name, then words. An action returns what its system
   call did, or a negative errno. */
struct action {
	const char *name;
	long (*act)(const char *const *words);
};

/* NULL for a name that is none of an action's. */
const struct action *find_action(const char *name);

/* By file: the entries of the list in actions.c. */
long act_file(const char *const *words);
long act_open(const char *const *words);
long act_read(const char *const *words);
long act_write(const char *const *words);
long act_mkdir(const char *const *words);
long act_rmdir(const char *const *words);
long act_unlink(const char *const *words);
long act_setxattr(const char *const *words);
long act_getxattr(const char *const *words);

long act_process(const char *const *words);
long act_syscall(const char *const *words);
long act_fork(const char *const *words);
long act_exec(const char *const *words);
long act_kill(const char *const *words);
long act_sleep(const char *const *words);
long act_burn(const char *const *words);

long act_cgroup(const char *const *words);
long act_hierarchy(const char *const *words);
/* The process enters (NAME PATH)... */
long enter_hierarchies(const char *const *words);
long act_enter_cgroup(const char *const *words);

long act_tcp(const char *const *words);
long act_udp(const char *const *words);
long act_setsockopt(const char *const *words);
long act_getsockopt(const char *const *words);
long act_send(const char *const *words);
long act_socket(const char *const *words);

long act_qdisc(const char *const *words);
long act_conntrack(const char *const *words);

long act_key(const char *const *words);

long act_create_map(const char *const *words);

long act_user_memory(const char *const *words);

/* The object whose maps actions name. */
struct bpf_object;
void set_action_object(struct bpf_object *object);

/* The packet that `send` sends. */
void set_action_packet(struct bytes packet);

/* The last child that `fork` or `exec` started; 0 before. */
int last_child(void);
/* The pid of a process that `process` made; 0 for none of this name. */
int process_named(const char *comm);

/* A number that only the set-up knows, such as a key's: put into a section of global data at the load. */
enum { MOST_PATCHES = 16 };
struct patch {
	const char *section;
	unsigned int offset;
	unsigned int value;
};
extern struct patch patches[MOST_PATCHES];
extern unsigned int patch_count;

#endif
