// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Loads programs and runs each once by BPF_PROG_TEST_RUN; nothing is attached. A line of input holds 128 bytes of memory and
// a program, both in hexadecimal; a 64-bit load of kind BPF_PSEUDO_MAP_VALUE gets a pointer to the memory. A line of output
// holds what the program returned and the memory afterwards, or `refused` and what the verifier said last.
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MEMORY 128
#define MOST_BYTES (1 << 16)

static char line[4 * MOST_BYTES];
static char log_text[1 << 20];
static unsigned char code[MOST_BYTES];

static long bpf(int command, union bpf_attr *attributes)
{
	return syscall(SYS_bpf, command, attributes, sizeof(*attributes));
}

static int from_hex(const char *text, unsigned char *bytes, int most)
{
	int length = 0;
	unsigned int byte;

	for (; length < most && sscanf(text, "%2x", &byte) == 1; text += 2)
		bytes[length++] = byte;
	return length;
}

static int update(int map, void *memory)
{
	unsigned int zero = 0;
	union bpf_attr attributes = { .map_fd = map, .key = (unsigned long)&zero, .value = (unsigned long)memory };

	return bpf(BPF_MAP_UPDATE_ELEM, &attributes);
}

static int lookup(int map, void *memory)
{
	unsigned int zero = 0;
	union bpf_attr attributes = { .map_fd = map, .key = (unsigned long)&zero, .value = (unsigned long)memory };

	return bpf(BPF_MAP_LOOKUP_ELEM, &attributes);
}

static int load(int map, int length)
{
	struct bpf_insn *instructions = (struct bpf_insn *)code;
	int count = length / sizeof(*instructions);
	union bpf_attr attributes = {
		.prog_type = BPF_PROG_TYPE_XDP,
		.insns = (unsigned long)code,
		.insn_cnt = count,
		.license = (unsigned long)"Dual BSD/GPL",
	};
	int program;

	for (int index = 0; index < count; index++) {
		struct bpf_insn *each = &instructions[index];

		if (each->code != (BPF_LD | BPF_IMM | BPF_DW))
			continue;
		if (each->src_reg == BPF_PSEUDO_MAP_VALUE)
			each->imm = map;
		index++;
	}
	program = bpf(BPF_PROG_LOAD, &attributes);
	if (program >= 0)
		return program;
	attributes.log_buf = (unsigned long)log_text;
	attributes.log_size = sizeof(log_text);
	attributes.log_level = 1;
	return bpf(BPF_PROG_LOAD, &attributes);
}

/* The line before the verifier's summary. */
static void print_refusal(void)
{
	char *last = "", *each = strtok(log_text, "\n");

	for (; each && strncmp(each, "processed ", 10); each = strtok(NULL, "\n"))
		last = each;
	printf("refused %s\n", last);
}

int main(void)
{
	union bpf_attr create = {
		.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = MEMORY, .max_entries = 1
	};
	int map = bpf(BPF_MAP_CREATE, &create);

	if (map < 0)
		return 1;
	while (fgets(line, sizeof(line), stdin)) {
		unsigned char memory[MEMORY] = { 0 }, packet[64] = { 0 };
		char *rest = strchr(line, ' ');
		union bpf_attr run = { 0 };
		int program;

		if (!rest)
			return 1;
		from_hex(line, memory, MEMORY);
		log_text[0] = 0;
		program = load(map, from_hex(rest + 1, code, MOST_BYTES));
		if (program < 0) {
			print_refusal();
			fflush(stdout);
			continue;
		}
		run.test.prog_fd = program;
		run.test.data_in = (unsigned long)packet;
		run.test.data_size_in = sizeof(packet);
		if (update(map, memory) || bpf(BPF_PROG_TEST_RUN, &run) || lookup(map, memory))
			return 1;
		close(program);
		printf("%08x ", run.test.retval);
		for (int index = 0; index < MEMORY; index++)
			printf("%02x", memory[index]);
		printf("\n");
		fflush(stdout);
	}
	return 0;
}
