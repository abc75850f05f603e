/* The check of a block: cheap, and enough to notice what a broken transport or a wrong offset would do. It is no protection against intent: that is ssh's. */
static u32 check(const u8 *at, u64 length)
{
    u64 sum = length * 0x9e3779b97f4a7c15u, word;
    for (; length >= 8; at += 8, length -= 8) {
        __builtin_memcpy(&word, at, 8);
        sum = ((sum ^ word) * 0x9e3779b97f4a7c15u) ^ (sum >> 29);
    }
    for (; length > 0; at++, length--) sum = (sum ^ *at) * 0x9e3779b97f4a7c15u;
    return (u32)(sum >> 32);
}
