/** EtherTypes (IEEE 802 numbers), by what the layers of scenarios and the headers of packets are called. */
export const etherTypes = { ipv4: 0x0800, arp: 0x0806, vlan: 0x8100, ipv6: 0x86dd, "vlan-service": 0x88a8 } as const;

/** IP protocol numbers (IANA). */
export const protocols = { icmp: 1, ipip: 4, tcp: 6, udp: 17, ipv6: 41, esp: 50, ah: 51, icmpv6: 58 } as const;
