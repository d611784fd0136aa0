/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_DRIVING_H
#define KFDOC_DRIVING_H

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "job.h"

enum { MOST_LINKS = 8, OUTPUT_ROOM = 256 << 10 };

/* A loaded program while it is driven, and what came of it. */
struct driving {
	const struct job *job;
	struct bpf_object *object;
	struct bpf_program *program;
	/* What attaches it: libbpf's links, and descriptors whose closing detaches. */
	struct bpf_link *links[MOST_LINKS];
	unsigned int link_count;
	int descriptors[MOST_LINKS];
	unsigned int descriptor_count;
	/* Of BPF_PROG_TEST_RUN. */
	int has_run;
	struct bpf_test_run_opts run;
	/* Of the actions that were done. */
	long results[MOST_ACTIONS];
	unsigned int result_count;
	/* What the iterator wrote. */
	int has_output;
	size_t output_size;
	char output[OUTPUT_ROOM];
};

/* 0, or a negative errno; attach.c has a way for each kind of program. */
int attach(struct driving *driving);
void detach(struct driving *driving);

/* 0, or a negative errno: test-run.c, iterate.c. */
int test_run(struct driving *driving);
long iterate(struct driving *driving);

#endif
