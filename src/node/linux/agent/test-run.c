// SPDX-License-Identifier: BSD-2-Clause
#include <bpf/bpf.h>
#include <errno.h>
#include <string.h>

#include "cpus.h"
#include "driving.h"

enum { PACKET_ROOM = 128 << 10, CONTEXT_ROOM = 4096 };

/* Which of these a program type takes, the job says: the kernel refuses what a type has no use for. */
int test_run(struct driving *driving)
{
	static unsigned char packet[PACKET_ROOM];
	static unsigned char context[CONTEXT_ROOM];
	const struct job *job = driving->job;
	struct bpf_test_run_opts *options = &driving->run;

	memset(options, 0, sizeof(*options));
	options->sz = sizeof(*options);
	options->repeat = job->repeat;
	if (job->packet.size) {
		options->data_in = job->packet.start;
		options->data_size_in = job->packet.size;
		options->data_out = packet;
		options->data_size_out = sizeof(packet);
	}
	if (job->context.size) {
		/* Some types write the context back to where it came from. */
		memcpy(context, job->context.start, job->context.size);
		options->ctx_in = context;
		options->ctx_size_in = job->context.size;
		if (job->has_context_out) {
			options->ctx_out = context;
			options->ctx_size_out = sizeof(context);
		}
	}
	begin_on_first_cpu();
	if (bpf_prog_test_run_opts(bpf_program__fd(driving->program), options))
		return -errno;
	if (job->context.size && !job->has_context_out) {
		options->ctx_out = context;
		options->ctx_size_out = job->context.size;
	}
	driving->has_run = 1;
	return 0;
}
