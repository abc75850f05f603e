using Plumb.Jinja.Calls;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Templating.Filters;

/// <summary>Filters of any value: truth, choice, presence, type.</summary>
internal static class ValueFilters
{
    public static IEnumerable<JinjaFilter> All { get; } =
    [
        FilterDefinition.Filter("bool", "", call => Truth(call.Value), "to_bool"),
        FilterDefinition.Filter("ternary", "true_val, false_val, none_val=None", call => call.Value is null && call[2] is not null ? call[2] : PyValues.Truth(call.Value) ? call[0] : call[1]),
        FilterDefinition.Filter("mandatory", "msg=None", Mandatory),
        FilterDefinition.Filter("type_debug", "", call => TypeName(call), "<lambda>"),
    ];

    private static string TypeName(FilterCall call) => call.Value is Undefined ? "AnsibleUndefined"
        : call.Scope.Templar.IsVaulted(call.Value) ? "AnsibleVaultEncryptedUnicode"
        : call.Scope.Templar.KeptType(call.Value) ?? PyTypes.NameOf(call.Value);

    private static object? Truth(object? value) => value switch
    {
        null or bool => value,
        Undefined undefined => throw undefined.Fault(),
        string or Markup => PyText.Str(value).ToLowerInvariant() is "yes" or "on" or "1" or "true",
        _ => PyValues.AreEqual(value, 1L),
    };

    private static object? Mandatory(FilterCall call)
    {
        if (call.Value is not Undefined undefined) return call.Value;
        if (call[0] is not null) throw TemplatingException.Filter(call.TextOf(0));
        var name = undefined.Name is null ? "" : $"'{PyText.Str(undefined.Name)}' ";
        throw TemplatingException.Filter($"Mandatory variable {name} not defined.");
    }
}
