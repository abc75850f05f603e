namespace Plumb.Operations.Packages.Apt;

/// <summary>Orders versions of Debian packages (Debian Policy 5.6.12): epoch, then upstream version, then revision.</summary>
internal static class DebianVersion
{
    public static int Compare(string left, string right)
    {
        var (leftEpoch, leftUpstream, leftRevision) = Split(left);
        var (rightEpoch, rightUpstream, rightRevision) = Split(right);
        var order = CompareParts(leftEpoch, rightEpoch);
        if (order == 0) order = CompareParts(leftUpstream, rightUpstream);
        return order != 0 ? order : CompareParts(leftRevision, rightRevision);
    }

    private static (string Epoch, string Upstream, string Revision) Split(string version)
    {
        var colon = version.IndexOf(':', StringComparison.Ordinal);
        var epoch = colon < 0 ? "0" : version[..colon];
        var rest = version[(colon + 1)..];
        var dash = rest.LastIndexOf('-');
        return dash < 0 ? (epoch, rest, "") : (epoch, rest[..dash], rest[(dash + 1)..]);
    }

    // Stretches without digits and numbers take turns.
    private static int CompareParts(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (left.Length > 0 || right.Length > 0)
        {
            while ((left.Length > 0 && !char.IsAsciiDigit(left[0])) || (right.Length > 0 && !char.IsAsciiDigit(right[0])))
            {
                var order = Rank(left).CompareTo(Rank(right));
                if (order != 0) return order;
                left = left.IsEmpty ? left : left[1..];
                right = right.IsEmpty ? right : right[1..];
            }
            var byNumber = CompareNumbers(ref left, ref right);
            if (byNumber != 0) return byNumber;
        }
        return 0;
    }

    private static int CompareNumbers(ref ReadOnlySpan<char> left, ref ReadOnlySpan<char> right)
    {
        var first = TakeNumber(ref left);
        var second = TakeNumber(ref right);
        return first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
    }

    private static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        if (end < 0) end = text.Length;
        var number = text[..end].TrimStart('0');
        text = text[end..];
        return number;
    }

    // A tilde is less than the end, the end less than letters, and letters less than all else.
    private static int Rank(ReadOnlySpan<char> text) => text switch
    {
        [] => 0,
        ['~', ..] => -1,
        [var c, ..] when char.IsAsciiDigit(c) => 0,
        [var c, ..] when char.IsAsciiLetter(c) => c,
        [var c, ..] => c + 256,
    };
}
