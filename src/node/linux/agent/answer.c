// SPDX-License-Identifier: BSD-2-Clause
#include "answer.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PORT_TRIES = 500, PORT_PAUSE_MICROSECONDS = 10000 };

static int port = -1;
static FILE *line;
static char *text_of_line;
static size_t size_of_line;
static int needs_comma;

int open_port(void)
{
	for (int tries = 0; tries < PORT_TRIES; tries++) {
		port = open("/dev/vport0p1", O_RDWR | O_CLOEXEC);
		if (port >= 0)
			return 0;
		usleep(PORT_PAUSE_MICROSECONDS);
	}
	return -errno;
}

static void put_text(const char *text)
{
	putc('"', line);
	for (; *text; text++) {
		unsigned char each = *text;

		if (each == '"' || each == '\\')
			fprintf(line, "\\%c", each);
		else if (each < ' ')
			fprintf(line, "\\u%04x", each);
		else
			putc(each, line);
	}
	putc('"', line);
}

static void put_key(const char *key)
{
	if (needs_comma)
		putc(',', line);
	needs_comma = 1;
	if (!key)
		return;
	put_text(key);
	putc(':', line);
}

static void open_with(const char *key, char bracket)
{
	put_key(key);
	putc(bracket, line);
	needs_comma = 0;
}

static void close_with(char bracket)
{
	putc(bracket, line);
	needs_comma = 1;
}

void start_line(void)
{
	line = open_memstream(&text_of_line, &size_of_line);
	if (!line)
		_exit(ENOMEM);
	putc('\n', line);
	needs_comma = 0;
	open_with(NULL, '{');
}

void add_number(const char *key, int64_t value)
{
	put_key(key);
	fprintf(line, "%" PRId64, value);
}

void add_text(const char *key, const char *text)
{
	put_key(key);
	put_text(text);
}

void add_hex(const char *key, const void *bytes, size_t size)
{
	const unsigned char *each = bytes;

	put_key(key);
	putc('"', line);
	for (size_t at = 0; at < size; at++)
		fprintf(line, "%02x", each[at]);
	putc('"', line);
}

void open_list(const char *key)
{
	open_with(key, '[');
}

void close_list(void)
{
	close_with(']');
}

void open_object(const char *key)
{
	open_with(key, '{');
}

void close_object(void)
{
	close_with('}');
}

void send_line(void)
{
	size_t sent = 0;

	close_with('}');
	putc('\n', line);
	if (fclose(line))
		_exit(ENOMEM);
	while (sent < size_of_line) {
		ssize_t part = write(port, text_of_line + sent, size_of_line - sent);

		if (part <= 0)
			break;
		sent += part;
	}
	free(text_of_line);
}

void tell_phase(unsigned int job, const char *phase)
{
	start_line();
	add_number("job", job);
	add_text("phase", phase);
	send_line();
}

void start_result(unsigned int job, const char *kind)
{
	start_line();
	add_number("job", job);
	add_text("kind", kind);
}

void wait_for_host(void)
{
	char byte;

	while (read(port, &byte, 1) < 0 && errno == EINTR)
		;
}
