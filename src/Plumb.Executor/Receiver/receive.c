/*
 * The receiver: what a host without an executor is sent first. It takes the packed executor from its standard input, unpacks it beside itself,
 * puts it in place and becomes it. It is in C, without a library, because it has to be a few kilobytes for any Linux: everything larger is what it fetches.
 *
 *   receiver TEMPORARY FINAL LENGTH
 *
 * The packed form is blocks in the format of LZ4, each behind three numbers of 32 bits, the least significant byte first: its packed length, its
 * length, and the check of what it unpacks to (see check.h). Matches reach back into the 64 KB before the block. The sum of the lengths is LENGTH.
 * An empty line is printed at the beginning and after each block, by which the sender knows how much is still on its way: what waits in sshd costs
 * much to keep.
 * What goes wrong is said in a line that begins with PLUMB-FAILED. An end of the input before the end of the program leaves nothing behind.
 */
#include "system.h"
#include "check.h"

enum { window = 64 * 1024, block = 256 * 1024, packed_limit = block + block / 255 + 16 };

static u8 packed[packed_limit + slack];
static u8 unpacked[window + block + slack];

static const char *temporary;

__attribute__((noreturn)) static void fail(const char *why)
{
    unlinkat(AT_FDCWD, temporary, 0);
    write_all(1, "PLUMB-FAILED ", 13);
    write_all(1, why, text_length(why));
    write_all(1, "\n", 1);
    exit(3);
}

static void read_all(void *to, u64 length)
{
    for (u8 *at = to; length > 0;) {
        i64 count = read(0, at, length);
        if (count == -EINTR) continue;
        if (count <= 0) fail("The connection ended before the whole executor had come");
        at += count;
        length -= (u64)count;
    }
}

/* What calls for files give where they fail. */
__attribute__((noreturn)) static void fail_with(i64 error)
{
    switch (-error) {
    case 13: fail("Permission denied");
    case 17: fail("File exists");
    case 27: fail("File too large");
    case 28: fail("No space left on device");
    case 30: fail("Read-only file system");
    case 122: fail("Disk quota exceeded");
    default: fail("Input/output error");
    }
}

/* A length that does not fit into its four bits goes on in bytes, of which the last is not 255. */
static int extend(const u8 **at, const u8 *end, u64 *length)
{
    u8 byte;
    do {
        if (*at >= end) return 0;
        byte = *(*at)++;
        *length += byte;
    } while (byte == 255);
    return 1;
}

/* Unpacks what lies in "packed" to where the window ends; 0 where it is not what it should be. */
static int unpack(u64 packed_length, u64 length)
{
    const u8 *in = packed, *in_end = packed + packed_length;
    u8 *out = unpacked + window, *out_end = out + length;
    while (in < in_end) {
        u8 token = *in++;
        u64 literals = token >> 4, match = token & 15;
        if (literals == 15 && !extend(&in, in_end, &literals)) return 0;
        if (literals > (u64)(in_end - in) || literals > (u64)(out_end - out)) return 0;
        copy(out, in, literals);
        in += literals;
        out += literals;
        if (in == in_end) break;
        if (in_end - in < 2) return 0;
        u64 distance = in[0] | (u64)in[1] << 8;
        in += 2;
        if (match == 15 && !extend(&in, in_end, &match)) return 0;
        match += 4;
        if (distance == 0 || distance > (u64)(out - unpacked) || match > (u64)(out_end - out)) return 0;
        copy_match(out, distance, match);
        out += match;
    }
    return out == out_end;
}

static void receive_block(int file, u64 *left)
{
    u32 head[3];
    read_all(head, sizeof head);
    if (head[0] > packed_limit || head[1] == 0 || head[1] > block || head[1] > *left) fail("What came is no packed executor");
    read_all(packed, head[0]);
    if (!unpack(head[0], head[1]) || check(unpacked + window, head[1]) != head[2]) fail("What came is damaged");
    i64 error = write_all(file, unpacked + window, head[1]);
    if (error < 0) fail_with(error);
    /* The end of what there is so far is the window of the next block; all blocks but the last are longer than it. */
    if (*left > head[1] && head[1] < window) fail("What came is no packed executor");
    if (head[1] >= window) copy(unpacked, unpacked + head[1], window);
    *left -= head[1];
    write_all(1, "\n", 1);
}

void begin(u64 *stack)
{
    u64 count = stack[0];
    char **arguments = (char **)(stack + 1), **environment = arguments + count + 1;
    if (count != 4) exit(64);
    const char *final = arguments[2];
    u64 left = text_number(arguments[3]);
    temporary = arguments[1];
    unlinkat(AT_FDCWD, arguments[0], 0);
    /* What would end this program waits until the file is whole or gone. */
    u64 signals = hold_signals();
    int file = openat(AT_FDCWD, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0700);
    if (file < 0) fail_with(file);
    write_all(1, "\n", 1);
    while (left > 0) receive_block(file, &left);
    /* A machine that loses its power must not find half of a program under the name of a whole one. */
    i64 error = fdatasync(file);
    if (error >= 0) error = close(file);
    if (error >= 0) error = renameat(temporary, final);
    if (error < 0) fail_with(error);
    release_signals(signals);
    char *words[] = { (char *)final, 0 };
    execve(final, words, environment);
    temporary = final;
    fail("It cannot be run");
}
