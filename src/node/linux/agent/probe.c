// SPDX-License-Identifier: BSD-2-Clause
// Loads programs without running them, each in every form that the plan names. probe.ts writes the plan: 32-bit
// numbers (little-endian), and instructions that refer to modules and to the map by their place in fd_array.
//
// A module whose types the kernel has not is told by a line {"missing":name}. The same answer comes thousands of times,
// so each is sent once, as a line of its own before the first program that it was given to:
// {"answer":number,"errno":…,"log":…}. A program's line has the numbers for all forms, 16 bits each.
#define _GNU_SOURCE
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "answer.h"
#include "set-up.h"

enum { NAME_SIZE = 64, MOST_MODULES = 64, MOST_ANSWERS = 0xffff, LOG_SIZE = 1 << 20, MAP_VALUE_SIZE = 64 };

/* enum bpf_map_type; the headers of the system may be older (v6.9). */
enum { MAP_TYPE_ARENA = 33 };

static const char plan_path[] = "/probe";
static const char device[] = "kfdoc0";

struct form {
	uint32_t program_type;
	uint32_t attach_type;
	uint32_t flags;
	/* 0 is vmlinux, others are numbered as in the plan's list of modules. */
	uint32_t attach_module;
	uint32_t attach_type_id;
	uint32_t is_device_bound;
	uint32_t is_proprietary;
};

static struct plan {
	unsigned int form_count;
	const struct form *forms;
	/* For fd_array: modules from 1 on, then the map and the arena. */
	unsigned int module_count;
	int files[MOST_MODULES + 3];
	unsigned int interface;
} plan;

/* What the verifier answered so far, each once. */
static struct {
	uint64_t hash;
	int error;
} answers[MOST_ANSWERS];
static unsigned int answer_count;

static char verifier_log[LOG_SIZE];

static long bpf(int command, union bpf_attr *attributes)
{
	return syscall(SYS_bpf, command, attributes, sizeof(*attributes));
}

/* Eight bytes at a time: there are megabytes of logs, and each step is emulated. */
static uint64_t hash_of(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325;
	size_t size = strlen(text);

	for (size_t at = 0; at < size; at += sizeof(uint64_t)) {
		uint64_t word = 0;

		memcpy(&word, text + at, size - at < sizeof(word) ? size - at : sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15;
		hash ^= hash >> 29;
	}
	return hash;
}

/* The file of a module's types, by its name; negative where no such module is loaded. */
static int open_types(const char *module)
{
	union bpf_attr next = { 0 };

	while (!bpf(BPF_BTF_GET_NEXT_ID, &next)) {
		char name[NAME_SIZE] = "";
		struct bpf_btf_info info = { .name = (uintptr_t)name, .name_len = sizeof(name) };
		union bpf_attr by_id = { .btf_id = next.next_id };
		union bpf_attr ask = { 0 };
		int file = bpf(BPF_BTF_GET_FD_BY_ID, &by_id);

		ask.info.bpf_fd = file;
		ask.info.info_len = sizeof(info);
		ask.info.info = (uintptr_t)&info;
		if (file >= 0 && !bpf(BPF_OBJ_GET_INFO_BY_FD, &ask) && info.kernel_btf && !strcmp(name, module))
			return file;
		if (file >= 0)
			close(file);
		next.start_id = next.next_id;
	}
	return -ENOENT;
}

static int make_map(void)
{
	union bpf_attr attributes = {
		.map_type = BPF_MAP_TYPE_ARRAY,
		.key_size = 4,
		.value_size = MAP_VALUE_SIZE,
		.max_entries = 1,
	};

	return bpf(BPF_MAP_CREATE, &attributes);
}

/* Negative before v6.9. The address where processes would see it is any that none of them uses. */
static int make_arena(void)
{
	union bpf_attr attributes = {
		.map_type = MAP_TYPE_ARENA,
		.max_entries = 1,
		.map_flags = BPF_F_MMAPABLE,
		.map_extra = 1ull << 44,
	};

	return bpf(BPF_MAP_CREATE, &attributes);
}

static unsigned int make_device(void)
{
	static const char *const words[] = { "/sbin/ip", "link", "add", device, "type", "veth", NULL };

	if (run_command(words))
		fprintf(stderr, "kfdoc: there is no device to bind to: %s\n", command_errors());
	return if_nametoindex(device);
}

/* The number of an answer that came before, or else of this one, which is sent. */
static unsigned int number_of_answer(int error, const char *log)
{
	uint64_t hash = hash_of(log);

	for (unsigned int number = 0; number < answer_count; number++)
		if (answers[number].hash == hash && answers[number].error == error)
			return number;
	if (answer_count == MOST_ANSWERS)
		return MOST_ANSWERS;
	answers[answer_count].hash = hash;
	answers[answer_count].error = error;
	start_line();
	add_number("answer", answer_count);
	add_number("errno", error);
	add_text("log", log);
	send_line();
	return answer_count++;
}

static unsigned int load(const struct form *form, const unsigned char *instructions, unsigned int count)
{
	union bpf_attr attributes = {
		.prog_type = form->program_type,
		.insn_cnt = count,
		.insns = (uintptr_t)instructions,
		.license = (uintptr_t)(form->is_proprietary ? "Proprietary" : "GPL"),
		.log_level = 1,
		.log_size = sizeof(verifier_log),
		.log_buf = (uintptr_t)verifier_log,
		.prog_flags = form->flags,
		.prog_ifindex = form->is_device_bound ? plan.interface : 0,
		.expected_attach_type = form->attach_type,
		.attach_btf_id = form->attach_type_id,
		.attach_btf_obj_fd = form->attach_module ? plan.files[form->attach_module] : 0,
		.fd_array = (uintptr_t)plan.files,
	};
	long program;

	verifier_log[0] = 0;
	program = bpf(BPF_PROG_LOAD, &attributes);
	if (program < 0)
		return number_of_answer(errno, verifier_log);
	close(program);
	return number_of_answer(0, "");
}

static void probe_program(unsigned int number, const unsigned char *instructions, unsigned int count)
{
	uint16_t *numbers = calloc(plan.form_count, sizeof(*numbers));

	if (!numbers)
		_exit(ENOMEM);
	for (unsigned int form = 0; form < plan.form_count; form++)
		numbers[form] = load(&plan.forms[form], instructions, count);
	start_line();
	add_number("program", number);
	add_hex("answers", numbers, plan.form_count * sizeof(*numbers));
	send_line();
	free(numbers);
}

static unsigned char *read_plan(void)
{
	struct stat status;
	unsigned char *bytes;
	int file = open(plan_path, O_RDONLY | O_CLOEXEC);

	if (file < 0 || fstat(file, &status) || !(bytes = malloc(status.st_size)) ||
	    read(file, bytes, status.st_size) != status.st_size) {
		fprintf(stderr, "kfdoc: the plan can't be read\n");
		_exit(EIO);
	}
	close(file);
	return bytes;
}

static uint32_t take_number(const unsigned char **at)
{
	uint32_t value;

	memcpy(&value, *at, sizeof(value));
	*at += sizeof(value);
	return value;
}

static void open_files(const unsigned char *names)
{
	for (unsigned int module = 0; module < plan.module_count; module++) {
		const char *name = (const char *)names + module * NAME_SIZE;

		plan.files[module + 1] = open_types(name);
		if (plan.files[module + 1] >= 0)
			continue;
		start_line();
		add_text("missing", name);
		send_line();
	}
	plan.files[0] = -1;
	plan.files[plan.module_count + 1] = make_map();
	plan.files[plan.module_count + 2] = make_arena();
}

int has_probe(void)
{
	return !access(plan_path, F_OK);
}

unsigned int do_probe(unsigned int seconds)
{
	const unsigned char *at = read_plan();
	unsigned int program_count;

	plan.module_count = take_number(&at);
	if (plan.module_count > MOST_MODULES) {
		fprintf(stderr, "kfdoc: the plan has more than %d modules\n", MOST_MODULES);
		_exit(E2BIG);
	}
	open_files(at);
	at += plan.module_count * NAME_SIZE;
	plan.form_count = take_number(&at);
	plan.forms = (const struct form *)at;
	at += plan.form_count * sizeof(*plan.forms);
	plan.interface = make_device();
	program_count = take_number(&at);
	for (unsigned int number = 0; number < program_count; number++) {
		unsigned int count = take_number(&at);

		alarm(seconds);
		probe_program(number, at, count);
		at += count * sizeof(struct bpf_insn);
	}
	return program_count;
}
