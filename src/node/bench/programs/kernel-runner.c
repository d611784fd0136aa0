// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Loads a measured program and has the kernel run it by BPF_PROG_TEST_RUN; nothing is attached. For each number of rounds
// on standard input it prints the nanoseconds that they took and what the program returned. Arguments: the object, and where
// the variable `rounds` stands in .data.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SECTIONS 2
#define MOST 65536

static const char *names[SECTIONS] = { ".data", ".bss" };
static int files[SECTIONS];
static unsigned char initial[SECTIONS][MOST];

/* Puts global data back to what it was when the program was loaded. */
static int restore(unsigned int offset, unsigned int rounds)
{
	unsigned int zero = 0;

	memcpy(initial[0] + offset, &rounds, sizeof(rounds));
	for (int section = 0; section < SECTIONS; section++)
		if (bpf_map_update_elem(files[section], &zero, initial[section], 0))
			return 1;
	return 0;
}

int main(int argc, char **argv)
{
	struct bpf_object *object;
	struct bpf_program *program;
	unsigned int rounds, offset, zero = 0;
	unsigned char packet[64] = { 0 };

	if (argc != 3)
		return 2;
	offset = atoi(argv[2]);
	object = bpf_object__open_file(argv[1], NULL);
	if (!object || bpf_object__load(object))
		return 1;
	program = bpf_object__find_program_by_name(object, "bench");
	for (int section = 0; section < SECTIONS; section++) {
		struct bpf_map *map = bpf_object__find_map_by_name(object, names[section]);

		if (!map || bpf_map__value_size(map) > MOST)
			return 1;
		files[section] = bpf_map__fd(map);
		if (bpf_map_lookup_elem(files[section], &zero, initial[section]))
			return 1;
	}
	while (program && scanf("%u", &rounds) == 1) {
		LIBBPF_OPTS(bpf_test_run_opts, options, .data_in = packet, .data_size_in = sizeof(packet), .repeat = 1);

		if (restore(offset, rounds) || bpf_prog_test_run_opts(bpf_program__fd(program), &options))
			return 1;
		printf("%u %u\n", options.duration, options.retval);
		fflush(stdout);
	}
	return 0;
}
