namespace Plumb.Jinja.Values;

/// <summary>A Python bytes value.</summary>
public sealed class PyBytes(byte[] items)
{
    public ReadOnlySpan<byte> Span => items;

    public int Count => items.Length;

    public byte[] ToArray() => [.. items];
}
