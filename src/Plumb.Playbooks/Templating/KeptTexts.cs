using System.Runtime.CompilerServices;

namespace Plumb.Playbooks.Templating;

/// <summary>
/// Remembers which texts were made to stay text: what <c>to_json</c> wrote is not read back as a dictionary, though it looks like one.
/// A text is known by its identity, so that every other text of the same characters is not meant.
/// </summary>
internal sealed class KeptTexts
{
    private readonly ConditionalWeakTable<string, object> _kept = [];

    public string Keep(string text)
    {
        if (text.Length == 0) return text;
        var own = new string(text.AsSpan());
        _kept.Add(own, own.Length);
        return own;
    }

    public bool IsKept(string text) => _kept.TryGetValue(text, out _);
}
