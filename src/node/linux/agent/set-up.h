/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_SET_UP_H
#define KFDOC_SET_UP_H

#include "job.h"

/* Gives the calling process namespaces of its own, with `lo` up and an empty /tmp and /run; 0 or a negative errno. */
int enter_fresh_namespaces(void);

/* Runs one command to its end; its exit code, 128 + signal, or 127 where it can't be run. */
int run_command(const char *const *words);

/* Says of an action what a command says of itself. */
void keep_command_error(const char *name, int error);

/* The end of what the last command wrote to standard error. */
const char *command_errors(void);

#endif
