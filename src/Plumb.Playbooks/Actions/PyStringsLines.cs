namespace Plumb.Playbooks.Actions;

/// <summary>Lines of text as Python's splitlines finds them.</summary>
internal static class PyStringsLines
{
    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create("\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029");

    public static IEnumerable<object?> Of(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var length = text.AsSpan(start).IndexOfAny(Ends);
            if (length < 0)
            {
                yield return text[start..];
                yield break;
            }
            yield return text.Substring(start, length);
            var end = start + length;
            start = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
        }
    }
}
