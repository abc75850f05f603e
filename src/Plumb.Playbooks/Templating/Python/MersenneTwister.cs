namespace Plumb.Playbooks.Templating.Python;

/// <summary>MT19937 by Matsumoto and Nishimura, seeded by an array of words (their <c>init_by_array</c>).</summary>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    public MersenneTwister(IReadOnlyList<uint> key)
    {
        Fill(19650218);
        var position = 1;
        for (int step = 0, of = 0; step < Math.Max(Size, key.Count); step++)
        {
            _state[position] = (_state[position] ^ (Mixed(position) * 1664525)) + key[of] + (uint)of;
            position = Following(position);
            of = (of + 1) % key.Count;
        }

        for (var step = 0; step < Size - 1; step++)
        {
            _state[position] = (_state[position] ^ (Mixed(position) * 1566083941)) - (uint)position;
            position = Following(position);
        }

        _state[0] = 0x80000000;
    }

    public uint Next()
    {
        if (_next == Size) Generate();
        var word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >> 18);
    }

    private void Fill(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++) _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
    }

    private uint Mixed(int position) => _state[position - 1] ^ (_state[position - 1] >> 30);

    private int Following(int position)
    {
        if (position < Size - 1) return position + 1;
        _state[0] = _state[Size - 1];
        return 1;
    }

    private void Generate()
    {
        for (var i = 0; i < Size; i++)
        {
            var joined = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Middle) % Size] ^ (joined >> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908b0df);
        }

        _next = 0;
    }
}
