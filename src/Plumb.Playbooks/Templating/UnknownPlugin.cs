using System.Text.RegularExpressions;
using Plumb.Jinja;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating;

/// <summary>
/// The fault of a template that names a filter or test which nobody has: told apart are names that can be nobody's, and collections that
/// are not installed. It is one of the template's syntax, so that a branch that is never taken has it as well.
/// </summary>
internal static partial class UnknownPlugin
{
    private const string Core = "ansible.builtin";

    public static JinjaException Fault(string name, ITemplatePlugins? plugins) =>
        new("TemplateSyntaxError", $"Could not load \"{name}\": {PyText.Repr(Reason(name, plugins))}");

    private static string Reason(string name, ITemplatePlugins? plugins)
    {
        var full = name.Contains('.', StringComparison.Ordinal) ? name : $"{Core}.{name}";
        if (FullName().Match(full) is not { Success: true } parts) return $"invalid plugin name: {full}";
        var collection = parts.Groups[1].Value;
        var isThere = collection is Core or "ansible.legacy" || plugins?.HasCollection(collection) == true;
        return isThere ? name : $"Invalid plugin FQCN ({full}): unable to locate collection {collection}";
    }

    [GeneratedRegex(@"\A(\w+\.\w+)(?:\.\w+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex FullName();
}
