using System.Text;
using Plumb.Core.Text;
using Plumb.Core.Types;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Configuration.Tree;

/// <summary>A module tree as short stable text, for tests and logs: what each module declares, one thing a line.</summary>
public static class ModuleTreeText
{
    private const int Indent = 2;

    public static string Write(ConfigurationTree tree)
    {
        var text = new StringBuilder();
        Write(text, tree.Root, 0);
        return text.ToString();
    }

    public static string Write(ModuleConfig module)
    {
        var text = new StringBuilder();
        Write(text, module, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ModuleNode node, int depth)
    {
        Line(text, depth, $"{(node.Address.IsRoot ? "root" : node.Address.ToString())} in {node.Config.Directory}");
        Write(text, node.Config, depth + 1);
        foreach (var child in node.Children.OrderBy(c => c.Key, Utf8Order.Instance)) Write(text, child.Value, depth + 1);
    }

    private static void Write(StringBuilder text, ModuleConfig module, int depth)
    {
        foreach (var version in module.RequiredVersions) Line(text, depth, $"required_version {version.Constraints}");
        if (module.Backend is { } backend) Line(text, depth, $"backend {backend.Type}");
        if (module.Cloud is not null) Line(text, depth, "cloud");
        foreach (var requirement in module.RequiredProviders.Values.OrderBy(r => r.LocalName, Utf8Order.Instance))
            Line(text, depth, $"requires {requirement.LocalName} = {requirement.Address.ForDisplay}{Suffix(requirement.Version?.Constraints.ToString())}{Suffix(string.Join(", ", requirement.ConfigurationAliases.Select(a => "." + a)))}");
        foreach (var provider in module.Providers.Values.OrderBy(p => p.LocalName, Utf8Order.Instance).ThenBy(p => p.Alias ?? "", Utf8Order.Instance))
            Line(text, depth, $"provider {provider.LocalName}{(provider.Alias is null ? "" : "." + provider.Alias)} = {provider.Address.ForDisplay}{(provider.ForEach is null ? "" : " for_each")}");
        foreach (var variable in module.Variables.Values.OrderBy(v => v.Name, Utf8Order.Instance)) Line(text, depth, Describe(variable));
        foreach (var local in module.Locals.Values.OrderBy(l => l.Name, Utf8Order.Instance)) Line(text, depth, $"local {local.Name}");
        foreach (var resource in module.Resources.Values.OrderBy(r => r.Name)) Line(text, depth, Describe(resource));
        foreach (var call in module.ModuleCalls.Values.OrderBy(c => c.Name, Utf8Order.Instance)) Line(text, depth, Describe(call));
        foreach (var output in module.Outputs.Values.OrderBy(o => o.Name, Utf8Order.Instance))
            Line(text, depth, $"output {output.Name}{Flag(output.Sensitive, "sensitive")}{Flag(output.Ephemeral, "ephemeral")}{Count(output.Preconditions.Count, "precondition")}{Needs(output.DependsOn.Count)}");
        foreach (var check in module.Checks.Values.OrderBy(c => c.Name, Utf8Order.Instance)) Line(text, depth, $"check {check.Name}{Count(check.Assertions.Count, "assert")}");
        foreach (var moved in module.Moved) Line(text, depth, $"moved {moved.From} to {moved.To}");
        foreach (var removed in module.Removed) Line(text, depth, $"removed {removed.From}{Flag(!removed.Destroy, "forget")}{Count(removed.Provisioners.Count, "provisioner")}");
        foreach (var import in module.Imports) Line(text, depth, $"import {(import.HasComputedKey ? "computed" : import.Target.ToString())}{Flag(import.ForEach is not null, "for_each")}{Flag(import.Identity is not null, "identity")}");
    }

    private static string Describe(VariableConfig variable) =>
        $"variable {variable.Name}{(variable.HasDeclaredType ? " : " + Describe(variable.Type) : "")}"
        + (variable.Default is { } value ? " = " + value : "")
        + Flag(variable.Sensitive, "sensitive") + Flag(variable.Ephemeral, "ephemeral") + Flag(!variable.Nullable, "non-null") + Count(variable.Validations.Count, "validation");

    private static string Describe(ResourceConfig resource)
    {
        var lifecycle = resource.Lifecycle;
        return $"{resource.Name} by {resource.Provider}"
            + Repetition(resource.Count is not null, resource.ForEach is not null, resource.Enabled is not null)
            + Flag(lifecycle.CreateBeforeDestroy, "create-first") + Flag(lifecycle.PreventDestroy, "prevent-destroy") + Flag(lifecycle.ForgetOnRemoval, "forget")
            + Flag(lifecycle.IgnoreAllChanges, "ignore-all")
            + string.Concat(lifecycle.IgnoreChanges.Select(i => " ignore" + i.Path))
            + Count(lifecycle.ReplaceTriggeredBy.Count, "trigger") + Count(lifecycle.Preconditions.Count, "precondition") + Count(lifecycle.Postconditions.Count, "postcondition")
            + string.Concat(resource.Provisioners.Select(p => $" provisioner:{p.Type}{(p.When == ProvisionerWhen.Destroy ? "@destroy" : "")}{(p.ContinueOnFailure ? "?" : "")}"))
            + Flag(resource.CheckName is not null, "scoped") + Needs(resource.DependsOn.Count);
    }

    private static string Describe(ModuleCallConfig call) =>
        $"module {call.Name} from {call.Source ?? "?"}{Suffix(call.Version?.Constraints.ToString())}"
        + Repetition(call.Count is not null, call.ForEach is not null, call.Enabled is not null)
        + string.Concat(call.Providers.Select(p => $" {p.InChild}={p.InParent}")) + Needs(call.DependsOn.Count);

    private static string Repetition(bool count, bool forEach, bool enabled) => Flag(count, "count") + Flag(forEach, "for_each") + Flag(enabled, "enabled");

    private static string Describe(DataType type) => type switch
    {
        DynamicType => "any",
        CollectionType c => $"{type.FriendlyName[..type.FriendlyName.IndexOf(' ', StringComparison.Ordinal)]}({Describe(c.Element)})",
        TupleType t => $"tuple([{string.Join(", ", t.Elements.Select(Describe))}])",
        ObjectType o => $"object({{{string.Join(", ", o.Attributes.Select(a => a.Name + (a.Optional ? "?" : "") + " = " + Describe(a.Type)))}}})",
        _ => type.FriendlyName,
    };

    private static string Flag(bool set, string name) => set ? " " + name : "";

    private static string Count(int count, string name) => count switch
    {
        0 => "",
        1 => " " + name,
        _ => $" {name}×{count}",
    };

    private static string Needs(int count) => Count(count, "depends_on");

    private static string Suffix(string? text) => string.IsNullOrEmpty(text) ? "" : $" ({text})";

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * Indent).Append(line).Append('\n');
}
