namespace Plumb.Operations.Packages.Repositories;

/// <summary>The identifier of a key in the lengths in which programs take it: 8 digits, 16, or all of its fingerprint.</summary>
internal sealed record KeyId(string Full)
{
    private const int ShortLength = 8;
    private const int LongLength = 16;

    public string Short => Full[^ShortLength..];

    public string Fingerprint => Full.Length > LongLength ? Full[^LongLength..] : Full;

    public bool IsShort => Full.Length == ShortLength;

    /// <summary>The form in which it is looked for among those that are there.</summary>
    public string Compared => IsShort ? Short : Fingerprint;

    public static KeyId? Parse(string? text)
    {
        var digits = (text ?? "").ToUpperInvariant();
        if (digits.StartsWith("0X", StringComparison.Ordinal)) digits = digits[2..];
        return digits.Length >= ShortLength && (digits.Length is ShortLength or >= LongLength) && digits.All(char.IsAsciiHexDigit) ? new KeyId(digits) : null;
    }
}
