/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef KFDOC_TRACEABLE_H
#define KFDOC_TRACEABLE_H

/* Looks which of these functions ftrace can trace; the names must stay where they are. Once only. */
void find_traceable(const char *const *names, unsigned int count);
int is_traceable(const char *name);

#endif
