namespace Plumb.Core.Text;

/// <summary>Orders strings as their UTF-8 bytes order, which is by code point. Differs from UTF-16 ordinal order above U+D7FF.</summary>
public sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    int IComparer<string>.Compare(string? x, string? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => Compare(x, y),
    };

    public static int Compare(string x, string y)
    {
        var length = Math.Min(x.Length, y.Length);
        var at = x.AsSpan(0, length).CommonPrefixLength(y.AsSpan(0, length));
        if (at == length) return x.Length.CompareTo(y.Length);
        char a = x[at], b = y[at];
        if (char.IsSurrogate(a) != char.IsSurrogate(b)) return char.IsSurrogate(a) ? 1 : -1;
        return a.CompareTo(b);
    }
}
