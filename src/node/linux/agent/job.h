/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_JOB_H
#define KFDOC_JOB_H

#include <stddef.h>

enum { MOST_SECTIONS = 16, MOST_COMMANDS = 64, MOST_WORDS = 64, MOST_TRACED = 32, MOST_POINTEES = 8 };

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

/* One job, as job-file.ts writes it; all pointers but the object's lead into one buffer, texts end with a zero. */
struct job {
	unsigned char *buffer;
	unsigned char *object_buffer;
	unsigned int seconds;
	const char *program;
	const char *object_path;
	struct bytes object;
	struct bytes packet;
	struct bytes context;
	int run;
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
