// SPDX-License-Identifier: BSD-2-Clause
#include "streams.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "answer.h"

/* enum bpf_cmd and union bpf_attr (include/uapi/linux/bpf.h, v7.3): headers may be older than the kernel. */
enum { PROG_STREAM_READ_BY_FD = 37 };

struct stream_read {
	uint64_t buffer;
	uint32_t size;
	uint32_t stream;
	uint32_t program;
} __attribute__((packed));

/* More than a stream holds (BPF_STREAM_MAX_CAPACITY). */
enum { STREAM_ROOM = 128 << 10 };

static const struct {
	const char *name;
	unsigned int id;
} streams[] = { { "stdout", 1 }, { "stderr", 2 } };

static long read_stream(int program, unsigned int stream, char *text, size_t size)
{
	struct stream_read attributes = {
		.buffer = (uintptr_t)text, .size = size, .stream = stream, .program = program,
	};

	return syscall(SYS_bpf, PROG_STREAM_READ_BY_FD, &attributes, sizeof(attributes));
}

void add_streams(int program)
{
	static char text[STREAM_ROOM];

	if (read_stream(program, streams[0].id, NULL, 0) < 0)
		return;
	open_object("streams");
	for (unsigned int index = 0; index < sizeof(streams) / sizeof(streams[0]); index++) {
		long size = read_stream(program, streams[index].id, text, sizeof(text));

		if (size >= 0)
			add_hex(streams[index].name, text, size);
	}
	close_object();
}
