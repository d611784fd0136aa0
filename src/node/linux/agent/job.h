/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_JOB_H
#define KFDOC_JOB_H

#include <stddef.h>

enum { MOST_SECTIONS = 16, MOST_COMMANDS = 64, MOST_WORDS = 64, MOST_TRACED = 32, MOST_POINTEES = 5, MOST_ACTIONS = 32, MOST_ENTRIES = 64 };

struct bytes {
	const unsigned char *start;
	size_t size;
};

struct section {
	const char *name;
	struct bytes bytes;
};

struct pointee {
	unsigned int arg;
	unsigned int size;
};

struct traced {
	const char *kfunc;
	unsigned int pointee_count;
	struct pointee pointees[MOST_POINTEES];
};

/* An element that a map has before the run. */
struct entry {
	const char *map;
	struct bytes key;
	struct bytes value;
	/* A companion whose descriptor stands in the value behind its first word; NULL where none does. */
	const char *program;
};

/* One job, as job-file.ts writes it; all pointers but the object's lead into one buffer, texts end with a zero. */
struct job {
	unsigned char *buffer;
	unsigned char *object_buffer;
	unsigned int seconds;
	const char *program;
	/* Further programs that are loaded with it, as its tail calls and redirects lead there. */
	const char *companions[MOST_WORDS + 1];
	/* Further programs that are loaded with it and test-run before it. */
	const char *before[MOST_WORDS + 1];
	/* Further programs that run in the place of functions of the program. */
	const char *replaced_by[MOST_WORDS + 1];
	/* enum bpf_prog_type and enum bpf_attach_type, for section names that libbpf may not know; -1 for none. */
	int program_type;
	int attach_type;
	const char *object_path;
	/* A file of types that CO-RE relocations go by; NULL for the kernel's own. */
	const char *types_path;
	/* Lines of the kernel's configuration; NULL where the job says nothing of it. */
	const char *kconfig;
	struct bytes object;
	struct bytes packet;
	struct bytes context;
	/* BPF_PROG_TEST_RUN, with what this program type takes. */
	int run;
	unsigned int repeat;
	int has_context_out;
	/* How the program is attached; the first word is NULL where it is not. */
	const char *attachment[MOST_WORDS + 1];
	unsigned int action_count;
	const char *actions[MOST_ACTIONS][MOST_WORDS + 1];
	/* Lines of bpf_printk are wanted. */
	int prints;
	/* Calls by other processes and by the kernel's own threads are recorded, too. */
	int traces_all;
	unsigned int entry_count;
	struct entry entries[MOST_ENTRIES];
	unsigned int section_count;
	struct section sections[MOST_SECTIONS];
	unsigned int command_count;
	const char *commands[MOST_COMMANDS][MOST_WORDS + 1];
	unsigned int traced_count;
	struct traced traced[MOST_TRACED];
};

/* 0, or a negative errno: -ENOENT where there is no such file, -EPROTO where it is not in this form. */
int read_job(const char *path, struct job *job);
void free_job(struct job *job);

#endif
