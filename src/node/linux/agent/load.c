// SPDX-License-Identifier: BSD-2-Clause
#include "load.h"

#include <errno.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "kconfig.h"
#include "sections.h"
#include "struct-ops-members.h"

/* A struct_ops map that is attached by a link: since Linux 6.4, after the headers that this may be compiled with. */
enum { LOG_SIZE = 8 << 20, MESSAGES_SIZE = 64 << 10, LINKED_STRUCT_OPS = 1 << 13 };

/* BPF_F_XDP_DEV_BOUND_ONLY: since Linux 6.3. */
enum { DEVICE_BOUND = 1 << 6 };

static char log_text[LOG_SIZE];
static char messages[MESSAGES_SIZE];

const char *kept_messages(void)
{
	return messages;
}

const char *verifier_log(void)
{
	return log_text;
}

static int keep_message(enum libbpf_print_level level, const char *format, va_list arguments)
{
	size_t used = strlen(messages);

	if (level == LIBBPF_DEBUG)
		return 0;
	return vsnprintf(messages + used, sizeof(messages) - used, format, arguments);
}

void keep_messages(void)
{
	libbpf_set_print(keep_message);
}

static int is_of_struct_ops(const struct bpf_program *program)
{
	return bpf_program__type(program) == BPF_PROG_TYPE_STRUCT_OPS;
}

/* The function that a section names behind its slash. */
static int tell_target(struct bpf_program *program)
{
	const char *slash = strchr(bpf_program__section_name(program), '/');

	return slash ? bpf_program__set_attach_target(program, 0, slash + 1) : -EINVAL;
}

/* What programs of many functions are attached to is said then, not when they are loaded. */
static int has_target(const struct bpf_program *program)
{
	return bpf_program__type(program) == BPF_PROG_TYPE_TRACING &&
	       !strstr(bpf_program__section_name(program), ".multi");
}

/* The job knows the types of sections that this libbpf does not. */
static int tell_type(struct bpf_program *program, const struct job *job)
{
	if (bpf_program__type(program) != BPF_PROG_TYPE_UNSPEC || job->program_type < 0)
		return 0;
	bpf_program__set_type(program, job->program_type);
	if (job->attach_type >= 0)
		bpf_program__set_expected_attach_type(program, job->attach_type);
	return has_target(program) ? tell_target(program) : 0;
}

/* A program that is attached to a device can be loaded for it alone. */
static void bind_to_device(struct bpf_program *program, const char *const *attachment)
{
	if (!attachment[0] || strcmp(attachment[0], "device") || !attachment[3])
		return;
	bpf_program__set_ifindex(program, if_nametoindex(attachment[2]));
	bpf_program__set_flags(program, bpf_program__flags(program) | DEVICE_BOUND);
}

static void choose_struct_ops(struct bpf_object *object, int is_wanted)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, object) {
		if (bpf_map__type(map) != BPF_MAP_TYPE_STRUCT_OPS)
			continue;
		bpf_map__set_autocreate(map, is_wanted);
		bpf_map__set_map_flags(map, bpf_map__map_flags(map) | LINKED_STRUCT_OPS);
	}
}

static int is_among(const struct bpf_program *program, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(*names, bpf_program__name(program)))
			return 1;
	return 0;
}

static int choose_program(struct bpf_object *object, const struct job *job, struct bpf_program **chosen)
{
	struct bpf_program *program;
	int error;

	*chosen = bpf_object__find_program_by_name(object, job->program);
	if (!*chosen) {
		snprintf(messages, sizeof(messages), "the object has no program %s\n", job->program);
		return -ENOENT;
	}
	error = tell_type(*chosen, job);
	if (error)
		return error;
	bind_to_device(*chosen, job->attachment);
	pass_over_missing_members(object);
	bpf_object__for_each_program(program, object) {
		int is_with_it = (is_of_struct_ops(*chosen) && is_of_struct_ops(program)) ||
				 is_among(program, job->companions) || is_among(program, job->before);

		bpf_program__set_autoload(program, program == *chosen || is_with_it);
	}
	choose_struct_ops(object, is_of_struct_ops(*chosen));
	return 0;
}

static int open_anew(const struct job *job, struct bpf_object **object)
{
	LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = "job", .btf_custom_path = job->types_path);

	*object = bpf_object__open_mem(job->object.start, job->object.size, &options);
	return *object ? 0 : -errno;
}

static int load_at_level(const struct job *job, unsigned int level, struct bpf_object **object,
			 struct bpf_program **program)
{
	const char *failed = NULL;
	int error = put_kconfig(job->kconfig);

	if (!error)
		error = open_anew(job, object);
	if (error)
		return error;
	error = choose_program(*object, job, program);
	if (error)
		return error;
	error = set_sections(*object, job, &failed);
	if (error) {
		snprintf(messages, sizeof(messages), "the section %s can't be set: %s\n", failed, strerror(-error));
		return error;
	}
	if (level)
		bpf_program__set_log_buf(*program, log_text, sizeof(log_text));
	bpf_program__set_log_level(*program, level);
	return bpf_object__load(*object);
}

/* A log that does not fit fails the load: what the verdict would be is then asked without one. */
int load(const struct job *job, struct bpf_object **object, struct bpf_program **program)
{
	int error = load_at_level(job, 1, object, program);

	if (error != -ENOSPC)
		return error;
	bpf_object__close(*object);
	messages[0] = 0;
	return load_at_level(job, 0, object, program);
}

/* The maps of one object in another of the same file. */
static int share_maps(const struct bpf_object *from, struct bpf_object *to)
{
	struct bpf_map *map;
	int error = 0;

	bpf_object__for_each_map(map, to) {
		int descriptor = bpf_map__fd(bpf_object__find_map_by_name(from, bpf_map__name(map)));

		if (bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS)
			error = bpf_map__set_autocreate(map, 0);
		else
			error = bpf_map__reuse_fd(map, descriptor);
		if (error)
			return error;
	}
	return 0;
}

int load_replacements(const struct job *job, const struct bpf_object *object, const struct bpf_program *target,
		      struct bpf_object **replacing)
{
	struct bpf_program *program;
	int error = open_anew(job, replacing);

	log_text[0] = 0;
	if (!error)
		error = share_maps(object, *replacing);
	if (error)
		return error;
	bpf_object__for_each_program(program, *replacing) {
		int is_wanted = is_among(program, job->replaced_by);

		/* libbpf puts companions into program arrays once more. */
		bpf_program__set_autoload(program, is_wanted || is_among(program, job->companions));
		if (!is_wanted)
			continue;
		error = bpf_program__set_attach_target(program, bpf_program__fd(target), NULL);
		if (error)
			return error;
		bpf_program__set_log_buf(program, log_text, sizeof(log_text));
		bpf_program__set_log_level(program, 1);
	}
	return bpf_object__load(*replacing);
}

int attach_replacements(const struct job *job, const struct bpf_object *replacing)
{
	struct bpf_program *program;

	bpf_object__for_each_program(program, replacing)
		if (is_among(program, job->replaced_by) && !bpf_program__attach_freplace(program, 0, NULL))
			return -errno;
	return 0;
}
