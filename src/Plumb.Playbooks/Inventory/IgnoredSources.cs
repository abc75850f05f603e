using System.Text.RegularExpressions;
using Plumb.Playbooks.Configuration;

namespace Plumb.Playbooks.Inventory;

/// <summary>The files of an inventory folder that are none: hidden ones, those with an ending or a pattern that settings name, and the folders of variables.</summary>
internal sealed class IgnoredSources
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);
    private static readonly string[] Always = [@"^\.", "^host_vars$", "^group_vars$", "^vars_plugins$"];

    private readonly Regex _pattern;

    public IgnoredSources(AnsibleSettings settings)
    {
        var patterns = Always
            .Concat(settings.List("INVENTORY_IGNORE_EXTS").Select(extension => Regex.Escape(extension) + "$"))
            .Concat(settings.List("INVENTORY_IGNORE_PATTERNS"));
        _pattern = new Regex(string.Join('|', patterns), RegexOptions.CultureInvariant, MatchLimit);
    }

    public bool Contains(string name) => _pattern.IsMatch(name);
}
