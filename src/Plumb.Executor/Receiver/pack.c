/*
 * Packs the executor, at the build: pack PROGRAM > PACKED. See receive.c for the form. It looks for the longest matches with patience, since it packs
 * once and every host unpacks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long u64;

#include "check.h"

enum { block = 256 * 1024, window = 64 * 1024, shortest = 4, hash_bits = 17, patience = 4096, last_literals = 5 };

typedef struct { long length, distance; } match;

static u8 *program;
static long size;
static long *newest, *older; /* of each hash the newest place; of each place the one before it with the same hash */

static u32 hash_at(long at)
{
    u32 word;
    memcpy(&word, program + at, 4);
    return word * 2654435761u >> (32 - hash_bits);
}

static void remember(long at)
{
    if (at + 4 > size) return;
    u32 hash = hash_at(at);
    older[at] = newest[hash];
    newest[hash] = at;
}

static match longest(long at, long end)
{
    match best = { 0, 0 };
    if (at + shortest > end) return best;
    long tries = patience;
    for (long candidate = newest[hash_at(at)]; candidate >= 0 && at - candidate < window && tries-- > 0; candidate = older[candidate]) {
        long length = 0;
        if (best.length > 0 && program[candidate + best.length] != program[at + best.length]) continue;
        while (at + length < end && program[candidate + length] == program[at + length]) length++;
        if (length > best.length) best = (match){ length, at - candidate };
        if (at + length == end) break;
    }
    return best.length >= shortest ? best : (match){ 0, 0 };
}

static u8 *put_length(u8 *out, long length)
{
    for (; length >= 255; length -= 255) *out++ = 255;
    *out++ = (u8)length;
    return out;
}

static u8 *put(u8 *out, long literals_from, long literals, match found)
{
    long more = found.length - shortest;
    u8 *token = out++;
    *token = (u8)((literals < 15 ? literals : 15) << 4);
    if (literals >= 15) out = put_length(out, literals - 15);
    memcpy(out, program + literals_from, (size_t)literals);
    out += literals;
    if (found.length == 0) return out;
    *token |= (u8)(more < 15 ? more : 15);
    *out++ = (u8)found.distance;
    *out++ = (u8)(found.distance >> 8);
    return more >= 15 ? put_length(out, more - 15) : out;
}

/* The cheapest way through a block, found from its end: what each place costs to the end, by a literal or by any length of its longest match. */
static u8 *pack_block(u8 *out, long from, long to)
{
    long count = to - from;
    match *found = calloc((size_t)count + 1, sizeof *found);
    u32 *cost = calloc((size_t)count + 1, sizeof *cost);
    for (long i = 0; i < count; i++) {
        found[i] = longest(from + i, to - last_literals);
        remember(from + i);
    }
    for (long i = count - 1; i >= 0; i--) {
        long best = 0;
        cost[i] = cost[i + 1] + 1;
        for (long length = found[i].length; length >= shortest; length--) {
            u32 price = cost[i + length] + 3 + (u32)(length >= 19 ? 1 + (length - 19) / 255 : 0);
            if (price < cost[i]) { cost[i] = price; best = length; }
            if (length > 64) length -= length / 16;
        }
        found[i].length = best;
    }
    long literals = from;
    for (long at = from; at < to;) {
        match here = found[at - from];
        if (here.length == 0) { at++; continue; }
        out = put(out, literals, at - literals, here);
        at += here.length;
        literals = at;
    }
    out = put(out, literals, to - literals, (match){ 0, 0 });
    free(found);
    free(cost);
    return out;
}

static void put_number(u32 number)
{
    for (int i = 0; i < 4; i++) putchar((int)(number >> 8 * i & 255));
}

int main(int count, char **arguments)
{
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) <= 0) { perror(count == 2 ? arguments[1] : "usage: pack PROGRAM"); return 1; }
    rewind(file);
    program = malloc((size_t)size);
    newest = malloc(sizeof *newest << hash_bits);
    older = malloc(sizeof *older * (size_t)size);
    u8 *packed = malloc(2 * block);
    if (!program || !newest || !older || !packed || fread(program, 1, (size_t)size, file) != (size_t)size) { perror(arguments[1]); return 1; }
    memset(newest, 255, sizeof *newest << hash_bits);
    for (long from = 0, to; from < size; from = to) {
        to = from + block < size ? from + block : size;
        u32 length = (u32)(pack_block(packed, from, to) - packed);
        put_number(length);
        put_number((u32)(to - from));
        put_number(check(program + from, (u64)(to - from)));
        fwrite(packed, 1, length, stdout);
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
