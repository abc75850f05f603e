using Plumb.Operations.Model;
using Plumb.Operations.Running;

namespace Plumb.Cli.Commands.Playbooks.Docs;

/// <summary>Documentation of modules, made of what operations say of their own arguments.</summary>
internal static class ModuleDocs
{
    public static IEnumerable<PluginDoc> All => OperationTable.Builtin.Operations.Select(o => o.Spec).Select(Of);

    public static PluginDoc Of(OperationSpec spec) => new("module", spec.Name, spec.Collection, spec.Summary.TrimEnd('.'))
    {
        Description = [Sentence(spec.Summary), .. Relations(spec)],
        Options = [.. spec.AllArguments.Select(Of)],
        CheckMode = spec.CheckMode.ToString().ToLowerInvariant(),
        OtherNames = spec.OtherNames,
    };

    private static OptionDoc Of(ArgumentSpec argument) => new(argument.Name, TypeName(argument.Type), [Sentence(argument.Description)])
    {
        Required = argument.Required,
        Default = argument.Default,
        Choices = argument.Choices,
        Aliases = argument.Aliases,
        Elements = argument.Elements is { } elements ? TypeName(elements) : null,
        Options = [.. argument.Options.Select(Of)],
    };

    private static string TypeName(ArgumentType type) => type switch
    {
        ArgumentType.Text => "str",
        ArgumentType.Boolean => "bool",
        ArgumentType.Integer => "int",
        ArgumentType.Map => "dict",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string> Relations(OperationSpec spec)
    {
        if (spec.FreeForm) yield return "Text without a name is taken as the command or value itself.";
        if (spec.OtherNames.Count > 0) yield return $"Also called {string.Join(", ", spec.OtherNames)}.";
        foreach (var group in spec.MutuallyExclusive) yield return $"Of {Listed(group)} only one may be given.";
        foreach (var group in spec.RequiredTogether) yield return $"Where one of {Listed(group)} is given, all must be.";
        foreach (var group in spec.RequiredOneOf) yield return $"At least one of {Listed(group)} is required.";
        foreach (var rule in spec.RequiredIf)
            yield return $"Where C({rule.Argument}) is C({Operations.Data.PythonText.Str(rule.Value)}), {(rule.AnyOf && rule.Required.Count > 1 ? "one of " : "")}{Listed(rule.Required)} {(rule.AnyOf || rule.Required.Count == 1 ? "is" : "are")} required.";
        foreach (var (name, others) in spec.RequiredBy) yield return $"C({name}) needs {Listed(others)}.";
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"C({n})"));

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
