// SPDX-License-Identifier: BSD-2-Clause
#define _GNU_SOURCE
#include "cpus.h"

#include <sched.h>
#include <unistd.h>

static void allow(int first, int last)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	for (int cpu = first; cpu <= last; cpu++)
		CPU_SET(cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

/* Each change is a draw on the CPU where the caller is: on CPU 0 first the last CPU is drawn, then, of all, the one behind it. */
void begin_on_first_cpu(void)
{
	int last = (int)sysconf(_SC_NPROCESSORS_ONLN) - 1;

	if (last < 1)
		return;
	allow(0, 0);
	allow(last, last);
	allow(0, 0);
	allow(0, last);
}
