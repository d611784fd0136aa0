// SPDX-License-Identifier: BSD-2-Clause
// A job file is a list of fields: a letter, the length as 32 bits (little-endian), then so many bytes and a zero.
#include "job.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of a field: its letter and its length. */
enum { HEAD_SIZE = 5 };

static unsigned int number_at(const unsigned char *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof(value));
	return value;
}

/* Words that each end with a zero. */
static int add_words(const char *words, size_t size, const char **list)
{
	const char *end = words + size;
	unsigned int count = 0;

	for (; words < end; words += strlen(words) + 1) {
		if (count == MOST_WORDS)
			return -EPROTO;
		list[count++] = words;
	}
	return count ? 0 : -EPROTO;
}

static int add_command(struct job *job, const char *words, size_t size)
{
	if (job->command_count == MOST_COMMANDS)
		return -EPROTO;
	return add_words(words, size, job->commands[job->command_count++]);
}

static int add_action(struct job *job, const char *words, size_t size)
{
	if (job->action_count == MOST_ACTIONS)
		return -EPROTO;
	return add_words(words, size, job->actions[job->action_count++]);
}

static int add_to_entry(struct job *job, char letter, const struct bytes *bytes)
{
	struct entry *entry;

	if (letter == 'm') {
		if (job->entry_count == MOST_ENTRIES)
			return -EPROTO;
		job->entries[job->entry_count++].map = (const char *)bytes->start;
		return 0;
	}
	if (!job->entry_count)
		return -EPROTO;
	entry = &job->entries[job->entry_count - 1];
	if (letter == 'i') {
		entry->program = (const char *)bytes->start;
		return 0;
	}
	*(letter == 'k' ? &entry->key : &entry->value) = *bytes;
	return 0;
}

static int add_pointee(struct job *job, const unsigned char *field, size_t size)
{
	struct traced *traced = job->traced_count ? &job->traced[job->traced_count - 1] : NULL;

	if (!traced || traced->pointee_count == MOST_POINTEES || size != 8)
		return -EPROTO;
	traced->pointees[traced->pointee_count++] = (struct pointee){ number_at(field), number_at(field + 4) };
	return 0;
}

static int add_field(struct job *job, char letter, unsigned char *field, size_t size)
{
	struct bytes bytes = { field, size };

	switch (letter) {
	case 'w':
		if (size != 4)
			return -EPROTO;
		job->seconds = number_at(field);
		return 0;
	case 'n':
		job->program = (char *)field;
		return 0;
	case 'z':
		return add_words((char *)field, size, job->companions);
	case 'q':
		return add_words((char *)field, size, job->before);
	case 'u':
		return add_words((char *)field, size, job->replaced_by);
	case 'o':
		job->object_path = (char *)field;
		return 0;
	case 'e':
		job->types_path = (char *)field;
		return 0;
	case 'f':
		job->kconfig = (char *)field;
		return 0;
	case 'y':
		if (size != 8)
			return -EPROTO;
		job->program_type = number_at(field);
		job->attach_type = number_at(field + 4);
		return 0;
	case 'r':
		if (size != 8)
			return -EPROTO;
		job->run = 1;
		job->repeat = number_at(field);
		job->has_context_out = number_at(field + 4);
		return 0;
	case 'h':
		return add_words((char *)field, size, job->attachment);
	case 'g':
		return add_action(job, (char *)field, size);
	case 'l':
		job->prints = 1;
		return 0;
	case 'j':
		job->traces_all = 1;
		return 0;
	case 'm':
	case 'k':
	case 'v':
	case 'i':
		return add_to_entry(job, letter, &bytes);
	case 'p':
		job->packet = bytes;
		return 0;
	case 'x':
		job->context = bytes;
		return 0;
	case 's':
		if (job->section_count == MOST_SECTIONS)
			return -EPROTO;
		job->sections[job->section_count++].name = (char *)field;
		return 0;
	case 'b':
		if (!job->section_count)
			return -EPROTO;
		job->sections[job->section_count - 1].bytes = bytes;
		return 0;
	case 'c':
		return add_command(job, (char *)field, size);
	case 't':
		if (job->traced_count == MOST_TRACED)
			return -EPROTO;
		job->traced[job->traced_count++].kfunc = (char *)field;
		return 0;
	case 'a':
		return add_pointee(job, field, size);
	}
	return -EPROTO;
}

static int read_fields(struct job *job, size_t size)
{
	size_t at = 0;

	while (at < size) {
		size_t length;
		int error;

		if (size - at <= HEAD_SIZE)
			return -EPROTO;
		length = number_at(job->buffer + at + 1);
		if (length >= size - at - HEAD_SIZE || job->buffer[at + HEAD_SIZE + length])
			return -EPROTO;
		error = add_field(job, (char)job->buffer[at], job->buffer + at + HEAD_SIZE, length);
		if (error)
			return error;
		at += HEAD_SIZE + length + 1;
	}
	return job->program && job->object_path ? 0 : -EPROTO;
}

static int read_whole(const char *path, unsigned char **buffer, size_t *size)
{
	struct stat status;
	size_t got = 0;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return -errno;
	if (fstat(file, &status) || !(*buffer = malloc(status.st_size + 1))) {
		close(file);
		return -ENOMEM;
	}
	*size = status.st_size;
	while (got < *size) {
		ssize_t part = read(file, *buffer + got, *size - got);

		if (part <= 0)
			break;
		got += part;
	}
	close(file);
	return got == *size ? 0 : -EIO;
}

int read_job(const char *path, struct job *job)
{
	size_t size = 0;
	int error;

	memset(job, 0, sizeof(*job));
	job->program_type = job->attach_type = -1;
	error = read_whole(path, &job->buffer, &size);
	if (error)
		return error;
	error = read_fields(job, size);
	if (error)
		return error;
	error = read_whole(job->object_path, &job->object_buffer, &size);
	job->object = (struct bytes){ job->object_buffer, size };
	return error == -ENOENT ? -EPROTO : error;
}

void free_job(struct job *job)
{
	free(job->buffer);
	free(job->object_buffer);
	job->buffer = job->object_buffer = NULL;
}
