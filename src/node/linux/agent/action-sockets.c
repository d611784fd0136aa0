// SPDX-License-Identifier: BSD-2-Clause
// Traffic that a trigger causes: both ends are sockets of this process.
#include <arpa/inet.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "actions.h"
#include "hex.h"

enum { WAIT_SECONDS = 3, CHUNK = 4096 };

static struct bytes packet;

void set_action_packet(struct bytes bytes)
{
	packet = bytes;
}

static struct bpf_object *object;

void set_action_object(struct bpf_object *named)
{
	object = named;
}

/* Both ends, and the connection that the server accepted; -1 for what is not open. */
struct ends {
	int server, client, accepted;
};

static const struct timeval patience = { WAIT_SECONDS, 0 };

static int open_socket(int type)
{
	int end = socket(AF_INET, type | SOCK_CLOEXEC, 0);

	if (end < 0)
		return -errno;
	setsockopt(end, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(end, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	return end;
}

static void close_ends(const struct ends *ends)
{
	const int all[] = { ends->client, ends->accepted, ends->server };

	for (unsigned int index = 0; index < sizeof(all) / sizeof(*all); index++)
		if (all[index] >= 0)
			close(all[index]);
}

/* The server's socket, bound to an address; a negative errno. */
static int open_server(int type, const struct sockaddr_in *address)
{
	int one = 1;
	int server = open_socket(type);

	if (server < 0)
		return server;
	setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(server, (const struct sockaddr *)address, sizeof(*address)) ||
	    (type == SOCK_STREAM && listen(server, 1))) {
		int error = errno;

		close(server);
		return -error;
	}
	return server;
}

static struct sockaddr_in address_of(const char *const *words)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(atoi(words[1])) };

	inet_pton(AF_INET, words[0], &address.sin_addr);
	return address;
}

/* Sends so many bytes and receives them at the other end, a piece at a time; how many arrived, or a negative errno. */
static long pass(int from, int to, long count)
{
	static char chunk[CHUNK];
	long arrived = 0;

	while (arrived < count) {
		long piece = count - arrived < CHUNK ? count - arrived : CHUNK;
		long sent = send(from, chunk, piece, MSG_NOSIGNAL);

		if (sent < 0)
			return -errno;
		for (long left = sent; left > 0;) {
			long got = recv(to, chunk, left, 0);

			if (got <= 0)
				return got < 0 ? -errno : arrived;
			left -= got;
			arrived += got;
		}
	}
	return arrived;
}

static long connect_ends(struct ends *ends, const struct sockaddr_in *address, const char *congestion)
{
	ends->client = open_socket(SOCK_STREAM);
	if (ends->client < 0)
		return ends->client;
	if (congestion[0] &&
	    setsockopt(ends->client, IPPROTO_TCP, TCP_CONGESTION, congestion, strlen(congestion)))
		return -errno;
	if (connect(ends->client, (const struct sockaddr *)address, sizeof(*address)))
		return -errno;
	ends->accepted = accept(ends->server, NULL, NULL);
	return ends->accepted < 0 ? -errno : 0;
}

/* Into a map of sockets: the client's end under 0, the server's under 1. */
static long map_ends(const struct ends *ends, const char *name)
{
	const int both[] = { ends->client, ends->accepted };
	struct bpf_map *map = bpf_object__find_map_by_name(object, name);

	if (!map)
		return -ENOENT;
	for (unsigned int key = 0; key < sizeof(both) / sizeof(*both); key++) {
		unsigned long long end = both[key];

		if (bpf_map_update_elem(bpf_map__fd(map), &key, &end, BPF_ANY))
			return -errno;
	}
	return 0;
}

/* tcp ADDRESS PORT BYTES CONGESTION MAP */
long act_tcp(const char *const *words)
{
	struct sockaddr_in address = address_of(words);
	struct ends ends = { open_server(SOCK_STREAM, &address), -1, -1 };
	long result = ends.server;

	if (result >= 0)
		result = connect_ends(&ends, &address, words[3]);
	if (result >= 0 && words[4] && words[4][0])
		result = map_ends(&ends, words[4]);
	if (result >= 0) {
		setsockopt(ends.accepted, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
		result = pass(ends.client, ends.accepted, atol(words[2]));
	}
	close_ends(&ends);
	return result;
}

/* udp ADDRESS PORT BYTES */
long act_udp(const char *const *words)
{
	static char datagram[CHUNK];
	struct sockaddr_in address = address_of(words);
	struct ends ends = { open_server(SOCK_DGRAM, &address), -1, -1 };
	long result = ends.server;

	if (result >= 0)
		result = ends.client = open_socket(SOCK_DGRAM);
	if (result >= 0 && (connect(ends.client, (struct sockaddr *)&address, sizeof(address)) ||
			    send(ends.client, datagram, atol(words[2]), 0) < 0))
		result = -errno;
	if (result >= 0) {
		result = recv(ends.server, datagram, sizeof(datagram), 0);
		if (result < 0)
			result = -errno;
	}
	close_ends(&ends);
	return result;
}

/* setsockopt LEVEL NAME HEX [XATTR VALUE]: of a socket that has the extended attribute. */
long act_setsockopt(const char *const *words)
{
	unsigned char value[256];
	socklen_t size = read_hex(words[2], value, sizeof(value));
	int end = open_socket(SOCK_STREAM);
	long result;

	if (end < 0)
		return end;
	if (words[3] && fsetxattr(end, words[3], words[4], strlen(words[4]), 0)) {
		result = -errno;
		close(end);
		return result;
	}
	result = setsockopt(end, atoi(words[0]), atoi(words[1]), value, size) ? -errno : 0;
	close(end);
	return result;
}

/* getsockopt LEVEL NAME: the value as far as it fits a number. */
long act_getsockopt(const char *const *words)
{
	long value = 0;
	socklen_t size = sizeof(value);
	int end = open_socket(SOCK_STREAM);
	long result;

	if (end < 0)
		return end;
	result = getsockopt(end, atoi(words[0]), atoi(words[1]), &value, &size) ? -errno : value;
	close(end);
	return result;
}

/* send DEVICE: the job's packet as it is, from the link layer on. */
long act_send(const char *const *words)
{
	struct sockaddr_ll address = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = if_nametoindex(words[0]),
	};
	int end = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	long result;

	if (end < 0 || !address.sll_ifindex)
		return -errno;
	result = sendto(end, packet.start, packet.size, 0, (struct sockaddr *)&address, sizeof(address));
	if (result < 0)
		result = -errno;
	close(end);
	return result;
}

/* socket TYPE ADDRESS PORT [PEER-ADDRESS PEER-PORT]: stays open as long as this process. A stream without a peer listens. */
long act_socket(const char *const *words)
{
	int type = strcmp(words[0], "SOCK_STREAM") ? SOCK_DGRAM : SOCK_STREAM;
	struct sockaddr_in address = address_of(words + 1);
	struct sockaddr_in peer;
	int end;

	if (!words[3])
		return open_server(type, &address);
	end = open_socket(type);
	if (end < 0)
		return end;
	peer = address_of(words + 3);
	if (bind(end, (struct sockaddr *)&address, sizeof(address)) ||
	    connect(end, (struct sockaddr *)&peer, sizeof(peer)))
		return -errno;
	return end;
}
