// SPDX-License-Identifier: BSD-2-Clause
#include "run-job.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "memory.h"
#include "set-up.h"
#include "trace.h"

enum { LOG_SIZE = 8 << 20, MESSAGES_SIZE = 64 << 10, PACKET_ROOM = 128 << 10, CONTEXT_ROOM = 4096 };

static char verifier_log[LOG_SIZE];
static char messages[MESSAGES_SIZE];

/* libbpf parses the kernel's types for each object: see --wrap in agent.ts. */
struct btf *__real_btf__load_vmlinux_btf(void);
void __real_btf__free(struct btf *btf);

struct btf *kernel_types(void)
{
	static struct btf *types;

	if (!types)
		types = __real_btf__load_vmlinux_btf();
	return types;
}

struct btf *__wrap_btf__load_vmlinux_btf(void)
{
	return kernel_types();
}

void __wrap_btf__free(struct btf *btf)
{
	if (btf != kernel_types())
		__real_btf__free(btf);
}

static int keep_message(enum libbpf_print_level level, const char *format, va_list arguments)
{
	size_t used = strlen(messages);

	if (level == LIBBPF_DEBUG)
		return 0;
	return vsnprintf(messages + used, sizeof(messages) - used, format, arguments);
}

static int set_up(unsigned int number, const struct job *job)
{
	int error = enter_fresh_namespaces();
	long kills = count_memory_kills();

	if (error) {
		start_result(number, "no-namespace");
		add_number("errno", -error);
		send_line();
		return error;
	}
	for (unsigned int index = 0; index < job->command_count; index++) {
		int code = run_command(job->commands[index]);

		if (count_memory_kills() > kills) {
			start_result(number, "out-of-memory");
		} else if (code) {
			start_result(number, "set-up-failed");
			add_number("command", index);
			add_number("exitCode", code);
			add_text("stderr", command_errors());
		} else {
			continue;
		}
		send_line();
		return -ECANCELED;
	}
	return 0;
}

/* `.bss` of the map `job.bss`; NULL for maps that hold no globals. */
static const char *section_of(const struct bpf_map *map)
{
	return bpf_map__is_internal(map) ? strchr(bpf_map__name(map), '.') : NULL;
}

static int set_section(struct bpf_object *object, const struct section *section)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		const char *name = section_of(map);
		unsigned char *whole;
		size_t size = 0;
		const void *initial;
		int error;

		if (!name || strcmp(name, section->name))
			continue;
		initial = bpf_map__initial_value(map, &size);
		if (!initial || section->bytes.size > size)
			return -E2BIG;
		whole = malloc(size);
		if (!whole)
			return -ENOMEM;
		memcpy(whole, initial, size);
		memcpy(whole, section->bytes.start, section->bytes.size);
		error = bpf_map__set_initial_value(map, whole, size);
		free(whole);
		return error;
	}
	return -ENOENT;
}

static int choose_program(struct bpf_object *object, const char *name, struct bpf_program **chosen)
{
	struct bpf_program *program;

	*chosen = NULL;
	bpf_object__for_each_program(program, object) {
		int is_chosen = !strcmp(bpf_program__name(program), name);

		bpf_program__set_autoload(program, is_chosen);
		if (is_chosen)
			*chosen = program;
	}
	if (!*chosen)
		snprintf(messages, sizeof(messages), "the object has no program %s\n", name);
	return *chosen ? 0 : -ENOENT;
}

static int set_sections(struct bpf_object *object, const struct job *job)
{
	for (unsigned int index = 0; index < job->section_count; index++) {
		int error = set_section(object, &job->sections[index]);

		if (!error)
			continue;
		snprintf(messages, sizeof(messages), "the section %s can't be set: %s\n", job->sections[index].name,
			 strerror(-error));
		return error;
	}
	return 0;
}

static int load_at_level(const struct job *job, unsigned int level, struct bpf_object **object,
			 struct bpf_program **program)
{
	LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = "job");
	int error;

	*object = bpf_object__open_mem(job->object.start, job->object.size, &options);
	if (!*object)
		return -errno;
	error = choose_program(*object, job->program, program);
	if (!error)
		error = set_sections(*object, job);
	if (error)
		return error;
	if (level)
		bpf_program__set_log_buf(*program, verifier_log, sizeof(verifier_log));
	bpf_program__set_log_level(*program, level);
	return bpf_object__load(*object);
}

/* A log that does not fit fails the load: what the verdict would be is then asked without one. */
static int load(const struct job *job, struct bpf_object **object, struct bpf_program **program)
{
	int error = load_at_level(job, 1, object, program);

	if (error != -ENOSPC)
		return error;
	bpf_object__close(*object);
	messages[0] = 0;
	return load_at_level(job, 0, object, program);
}

static void tell_refusal(unsigned int number, int error)
{
	int is_verdict = verifier_log[0] || strstr(messages, "BPF program load failed");

	start_result(number, is_verdict ? "rejected" : "not-loadable");
	add_number("errno", -error);
	add_text("log", verifier_log);
	add_text("messages", messages);
	send_line();
}

static void add_globals(struct bpf_object *object)
{
	struct bpf_map *map;

	open_list("globals");
	bpf_object__for_each_map(map, object) {
		const char *name = section_of(map);
		size_t size = bpf_map__value_size(map);
		unsigned char *bytes = name ? malloc(size) : NULL;
		__u32 key = 0;

		if (bytes && !bpf_map__lookup_elem(map, &key, sizeof(key), bytes, size, 0)) {
			open_object(NULL);
			add_text("section", name);
			add_hex("bytes", bytes, size);
			close_object();
		}
		free(bytes);
	}
	close_list();
}

static int test_run(struct bpf_program *program, const struct job *job, struct bpf_test_run_opts *options)
{
	static unsigned char packet[PACKET_ROOM];
	static unsigned char context[CONTEXT_ROOM];

	options->sz = sizeof(*options);
	options->repeat = 1;
	if (job->packet.size) {
		options->data_in = job->packet.start;
		options->data_size_in = job->packet.size;
		options->data_out = packet;
		options->data_size_out = sizeof(packet);
	}
	if (job->context.size) {
		options->ctx_in = job->context.start;
		options->ctx_size_in = job->context.size;
		options->ctx_out = context;
		options->ctx_size_out = sizeof(context);
	}
	start_recording();
	return bpf_prog_test_run_opts(bpf_program__fd(program), options) ? -errno : 0;
}

static void run_loaded(unsigned int number, const struct job *job, struct bpf_object *object,
		       struct bpf_program *program)
{
	struct bpf_test_run_opts options = {};
	int error = 0;

	if (job->run) {
		tell_phase(number, "run");
		error = test_run(program, job, &options);
		stop_recording();
	}
	tell_phase(number, "report");
	start_result(number, error ? "run-refused" : "ran");
	if (error)
		add_number("errno", -error);
	add_text("log", verifier_log);
	if (!error && job->run) {
		add_number("returns", options.retval);
		if (options.data_out)
			add_hex("packet", options.data_out, options.data_size_out);
		if (options.ctx_out)
			add_hex("context", options.ctx_out, options.ctx_size_out);
	}
	if (!error) {
		add_globals(object);
		add_calls(job);
	}
	send_line();
}

void run_job(unsigned int number, const struct job *job)
{
	struct bpf_object *object = NULL;
	struct bpf_program *program = NULL;
	int error;

	libbpf_set_print(keep_message);
	tell_phase(number, "set-up");
	if (set_up(number, job))
		return;
	tell_phase(number, "load");
	error = load(job, &object, &program);
	if (error)
		tell_refusal(number, error);
	else
		run_loaded(number, job, object, program);
}
