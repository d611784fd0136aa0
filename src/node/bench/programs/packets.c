// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#define REPEATS 64
#include "bench.h"

#define PACKETS 4
#define LENGTH 64

/* UDP over IPv4, TCP over IPv4 with options behind a VLAN tag, TCP over IPv6, ARP. */
u8 packets[PACKETS][LENGTH] = {
	{ 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00, 0x45, 0, 0, 50, 0, 0, 0, 0, 64, 17, 0, 0,
	  10, 0, 0, 1, 10, 0, 0, 2, 0x04, 0xd2, 0, 53, 0, 30, 0, 0, 1, 2, 3, 4 },
	{ 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x81, 0x00, 0, 7, 0x08, 0x00, 0x46, 0, 0, 46, 0, 0, 0, 0, 64, 6, 0, 0,
	  192, 168, 0, 1, 192, 168, 0, 9, 1, 1, 1, 0, 0x1f, 0x90, 0, 80, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 0x02, 0, 0 },
	{ 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 10, 6, 64, 0x20, 0x01, 0x0d, 0xb8,
	  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
	  0x1f, 0x91, 1, 0xbb, 0, 0, 0, 9 },
	{ 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 2, 0x08, 0x06, 0, 1, 8, 0, 6, 4, 0, 1 },
};

u64 counts[256];

INLINE u32 be16(const u8 *at)
{
	return at[0] << 8 | at[1];
}

INLINE u64 be32(const u8 *at)
{
	return (u64)be16(at) << 16 | be16(at + 2);
}

/* A number that stands for the flow of a packet; 0 for none. */
INLINE u64 flow(const u8 *packet)
{
	u32 type = be16(packet + 12), at = 14, protocol;
	u64 addresses;

	if (type == 0x8100) {
		type = be16(packet + 16);
		at = 18;
	}
	if (type == 0x0800) {
		u32 header = (packet[at] & 15) * 4;

		if (header < 20)
			return 0;
		protocol = packet[at + 9];
		addresses = be32(packet + at + 12) * 31 + be32(packet + at + 16);
		at += header;
	} else if (type == 0x86dd) {
		protocol = packet[at + 6];
		addresses = be32(packet + at + 20) * 31 + be32(packet + at + 36);
		at += 40;
	} else {
		return 0;
	}
	if ((protocol != 6 && protocol != 17) || at + 4 > LENGTH)
		return 0;
	counts[protocol & 255]++;
	return addresses * 31 + ((u64)be16(packet + at) << 16 | be16(packet + at + 2));
}

/* The flows of all packets, of which one has a new port. */
INLINE u64 work(u32 round)
{
	u64 flows = 0;

	packets[0][35] = round;
	for (u32 index = 0; index < PACKETS; index++)
		flows = flows * 33 + flow(packets[index]);
	return flows;
}
