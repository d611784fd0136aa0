// SPDX-License-Identifier: BSD-2-Clause
#include <bpf/bpf.h>
#include <errno.h>
#include <unistd.h>

#include "driving.h"

/* Reads what the attached iterator writes; how many bytes, or a negative errno. */
long iterate(struct driving *driving)
{
	int iterator = driving->link_count ? bpf_iter_create(bpf_link__fd(driving->links[0])) : -ENOENT;
	ssize_t got = 0;
	int error;

	if (iterator < 0)
		return iterator;
	driving->has_output = 1;
	do {
		driving->output_size += got;
		got = read(iterator, driving->output + driving->output_size, OUTPUT_ROOM - driving->output_size);
		error = errno;
	} while (got > 0 || (got < 0 && error == EAGAIN && (got = 0, 1)));
	close(iterator);
	return got < 0 ? -error : (long)driving->output_size;
}
