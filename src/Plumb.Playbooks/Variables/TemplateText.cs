namespace Plumb.Playbooks.Variables;

/// <summary>
/// Text of a playbook, a variables file or the inventory that holds a template. Only such text is ever rendered: what hosts, lookups
/// and <c>!unsafe</c> give is plain text and stays as it is, braces and all.
/// </summary>
public sealed record TemplateText(string Source)
{
    /// <summary>Whether text may hold a template at all.</summary>
    public static bool IsTemplate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) || text.Contains("{#", StringComparison.Ordinal);
    }
}
