/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_LOAD_H
#define KFDOC_LOAD_H

#include <bpf/libbpf.h>

#include "job.h"

/* From now on libbpf's messages are kept. */
void keep_messages(void);
const char *kept_messages(void);
/* The verifier's, at level 1; empty where it was not asked, cut where the log did not fit. */
const char *verifier_log(void);

/* Loads the job's program, with all programs of its struct_ops where it is of one. 0, or a negative errno. */
int load(const struct job *job, struct bpf_object **object, struct bpf_program **program);

/* Loads the programs that replace functions of the target, in a second object with the same maps. 0, or a negative errno. */
int load_replacements(const struct job *job, const struct bpf_object *object, const struct bpf_program *target,
		      struct bpf_object **replacing);
/* They stay attached as long as the process lives. */
int attach_replacements(const struct job *job, const struct bpf_object *replacing);

#endif
