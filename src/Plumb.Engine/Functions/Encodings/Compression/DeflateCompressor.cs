using System.Buffers.Binary;

namespace Plumb.Engine.Functions.Encodings.Compression;

/// <summary>
/// Compresses to raw deflate, and to exactly the bytes that the peer's compressor makes: what was made with Terraform
/// and is in a state, such as the user data of a machine, must not seem to have changed. A match is taken only if the
/// next byte does not begin a longer one; candidates come from chains of equal hashes in a window of 32 KiB.
/// </summary>
internal sealed class DeflateCompressor
{
    private const int WindowSize = 1 << 15;
    private const int BufferSize = 2 * WindowSize;
    private const int HashBits = 17;
    private const uint HashFactor = 0x1E35A7BD;
    private const int TokensPerBlock = 1 << 14;
    private const int Hashed = 4;
    private const int NoMatch = Hashed - 1;
    private const int LookAhead = Hashed + DeflateCodes.MaxMatch;

    /// <summary>A match this long is not tried to be bettered at the next byte.</summary>
    private const int LazyLength = 16;

    /// <summary>From farther away a match of four bytes costs more than it saves.</summary>
    private const int FarAway = 4096;

    private readonly byte[] _data;
    private readonly DeflateEffort _effort;
    private readonly DeflateBlockWriter _blocks;
    private readonly List<DeflateToken> _tokens = new(TokensPerBlock);

    /// <summary>By hash the last position, and by position modulo the window the one before it, each plus one.</summary>
    private readonly int[] _heads = new int[1 << HashBits];
    private readonly int[] _previous = new int[WindowSize];

    /// <summary>Where the peer's buffer begins: what lies before cannot be referred to, nor stored.</summary>
    private int _bufferStart;
    private int _blockStart;
    private int _at;
    private int _length = NoMatch;
    private int _distance;
    private bool _hasPendingByte;

    private DeflateCompressor(byte[] data, Stream output, DeflateEffort effort)
    {
        _data = data;
        _effort = effort;
        _blocks = new DeflateBlockWriter(output);
    }

    /// <summary>The peer flushes in places before it ends, which leaves a trace.</summary>
    internal static void Compress(byte[] data, Stream output, DeflateEffort effort, bool flushes)
    {
        var compressor = new DeflateCompressor(data, output, effort);
        compressor.Run();
        // A flush and the end are an empty stored block each.
        if (flushes) compressor._blocks.WriteStored([], isLast: false);
        compressor._blocks.WriteStored([], isLast: true);
    }

    private void Run()
    {
        // The peer moves its buffer on by half whenever it has come near the buffer's end and there is more to read.
        while (_bufferStart + BufferSize < _data.Length)
        {
            while (_bufferStart + BufferSize - _at >= LookAhead) Step();
            _bufferStart += WindowSize;
        }
        while (_at < _data.Length) Step();
        if (_hasPendingByte) _tokens.Add(new DeflateToken(_data[_at - 1], 0));
        if (_tokens.Count > 0) EndBlock();
    }

    private void Step()
    {
        var candidate = Insert(_at);
        var (previousLength, previousDistance) = (_length, _distance);
        (_length, _distance) = (NoMatch, 0);
        var remaining = _data.Length - _at;
        if (candidate >= Math.Max(_bufferStart, _at - WindowSize) && remaining > previousLength && previousLength < LazyLength)
            FindMatch(candidate, Math.Min(remaining, DeflateCodes.MaxMatch));

        if (previousLength >= Hashed && _length <= previousLength) TakePrevious(previousLength, previousDistance);
        else PassOne();
        if (_tokens.Count == TokensPerBlock) EndBlock();
    }

    /// <summary>The match that began at the byte before is the better one: goes to its end.</summary>
    private void TakePrevious(int length, int distance)
    {
        _tokens.Add(new DeflateToken(length, distance));
        var end = _at + length - 1;
        for (_at++; _at < end; _at++) Insert(_at);
        _hasPendingByte = false;
        _length = NoMatch;
    }

    /// <summary>The byte before is a literal; this one may be, too, or may begin a match.</summary>
    private void PassOne()
    {
        if (_hasPendingByte)
        {
            _tokens.Add(new DeflateToken(_data[_at - 1], 0));
            if (_tokens.Count == TokensPerBlock) EndBlock();
        }
        _at++;
        _hasPendingByte = true;
    }

    /// <summary>Records the position under its hash and gives the last one of the same, or -1.</summary>
    private int Insert(int at)
    {
        if (at + Hashed > _data.Length) return -1;
        var hash = (BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan(at)) * HashFactor) >> (32 - HashBits);
        var last = _heads[hash];
        _previous[at & (WindowSize - 1)] = last;
        _heads[hash] = at + 1;
        return last - 1;
    }

    private void FindMatch(int candidate, int longest)
    {
        var nice = Math.Min(_effort.NiceLength, longest);
        var here = _data.AsSpan(_at, longest);
        var oldest = Math.Max(_bufferStart, _at - WindowSize);
        for (var tries = _effort.MaxCandidates; tries > 0 && candidate >= oldest; tries--)
        {
            // A better match has to agree at the end of the best so far.
            if (_data[candidate + _length] == here[_length])
            {
                var length = here.CommonPrefixLength(_data.AsSpan(candidate, longest));
                if (length > _length && (length > Hashed || _at - candidate <= FarAway))
                {
                    (_length, _distance) = (length, _at - candidate);
                    if (length >= nice) return;
                }
            }
            // The link of the oldest position in the window has been overwritten already.
            if (candidate == _at - WindowSize) return;
            candidate = _previous[candidate & (WindowSize - 1)] - 1;
        }
    }

    private void EndBlock()
    {
        ReadOnlyMemory<byte>? original = null;
        if (_blockStart >= _bufferStart) original = _data.AsMemory(_blockStart, _at - _blockStart);
        _blocks.Write(_tokens, original);
        _blockStart = _at;
        _tokens.Clear();
    }
}
