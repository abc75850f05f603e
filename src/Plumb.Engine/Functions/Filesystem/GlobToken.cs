using System.Text;

namespace Plumb.Engine.Functions.Filesystem;

/// <summary>One step of a glob pattern without alternatives: a run of anything, a character of some kind, or a malformed place.</summary>
internal abstract record GlobToken
{
    internal static readonly GlobToken Malformed = new MalformedToken();
    internal static readonly GlobToken Star = new StarToken();

    internal virtual bool Accepts(Rune character) => false;

    /// <summary>Takes one token off the start of a pattern.</summary>
    internal static GlobToken Read(ref string pattern)
    {
        switch (pattern[0])
        {
            case '*':
                pattern = pattern[1..];
                return Star;
            case '?':
                pattern = pattern[1..];
                return new AnyToken();
            case '[':
                return ReadClass(ref pattern);
            case '\\':
                pattern = pattern[1..];
                if (pattern.Length == 0) return Malformed;
                break;
        }
        Rune.DecodeFromUtf16(pattern, out var literal, out var length);
        pattern = pattern[length..];
        return new LiteralToken(literal);
    }

    private static GlobToken ReadClass(ref string pattern)
    {
        var end = GlobComponent.IndexOfUnescaped(pattern, ']', 1);
        if (end < 0)
        {
            pattern = "";
            return Malformed;
        }
        var members = new Queue<Rune>(pattern[1..end].EnumerateRunes());
        pattern = pattern[(end + 1)..];
        var negated = members.TryPeek(out var first) && first.Value == '^';
        if (negated) members.Dequeue();

        var ranges = new List<(Rune Low, Rune High)>();
        while (members.Count > 0)
        {
            if (!TryReadMember(members, out var low)) return Malformed;
            var high = low;
            if (members.TryPeek(out var dash) && dash.Value == '-')
            {
                members.Dequeue();
                if (!TryReadMember(members, out high)) return Malformed;
            }
            ranges.Add((low, high));
        }
        return ranges.Count == 0 && !negated ? Malformed : new ClassToken(ranges, negated);
    }

    private static bool TryReadMember(Queue<Rune> members, out Rune member)
    {
        if (!members.TryDequeue(out member) || member.Value == '-') return false;
        return member.Value != '\\' || members.TryDequeue(out member);
    }

    private sealed record MalformedToken : GlobToken;

    private sealed record StarToken : GlobToken;

    private sealed record AnyToken : GlobToken
    {
        internal override bool Accepts(Rune character) => true;
    }

    private sealed record LiteralToken(Rune Character) : GlobToken
    {
        internal override bool Accepts(Rune character) => character == Character;
    }

    private sealed record ClassToken(IReadOnlyList<(Rune Low, Rune High)> Ranges, bool Negated) : GlobToken
    {
        internal override bool Accepts(Rune character) => Ranges.Any(r => r.Low <= character && character <= r.High) != Negated;
    }
}
