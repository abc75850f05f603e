using System.Runtime.CompilerServices;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Templating;

/// <summary>
/// Remembers which texts were made to stay text: what <c>to_json</c> wrote is not read back as a dictionary, though it looks like one.
/// A text is known by its identity, so that every other text of the same characters is not meant.
/// </summary>
internal sealed class KeptTexts
{
    /// <summary>Text that a filter made.</summary>
    public const string MadeByFilter = "NativeJinjaText";

    /// <summary>Text that a lookup made, which nobody renders again.</summary>
    public const string MadeByLookup = "NativeJinjaUnsafeText";

    private readonly ConditionalWeakTable<string, string> _kept = [];
    private readonly ConditionalWeakTable<string, VaultedText> _opened = [];

    public string Keep(string text, string type = MadeByFilter)
    {
        if (text.Length == 0) return text;
        var own = new string(text.AsSpan());
        _kept.Add(own, type);
        return own;
    }

    /// <summary>Remembers what a vault held, so that it can be told that it stands encrypted where it is from.</summary>
    public void Remember(string opened, VaultedText vault)
    {
        if (opened.Length > 0) _opened.AddOrUpdate(opened, vault);
    }

    public bool IsOpened(string text) => _opened.TryGetValue(text, out _);

    /// <summary>What the peer calls the type of a text that is kept, or null.</summary>
    public string? TypeOf(string text) => _kept.TryGetValue(text, out var type) ? type : null;

    public bool IsKept(string text) => _kept.TryGetValue(text, out _);
}
