using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Files;
using Plumb.Hcl;
using Plumb.Hcl.Json;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Inspection;

/// <summary>
/// Reads a module for tools, as terraform-config-inspect does: by its syntax alone and as much of it as can be understood,
/// whatever version of the language it is for. What it does not know it passes over.
/// </summary>
public sealed class ModuleInspector
{
    private static readonly BodySchema FileSchema = new([],
    [
        new("terraform"), new("variable", "name"), new("output", "name"), new("provider", "name"), new("resource", "type", "name"),
        new("data", "type", "name"), new("module", "name"),
    ]);

    private static readonly BodySchema TerraformSchema = new([new("required_version")], [new("required_providers")]);

    private readonly InspectedModule _module;

    private ModuleInspector(string directory) => _module = new InspectedModule { Directory = directory };

    public static InspectedModule Inspect(string directory)
    {
        var inspector = new ModuleInspector(directory);
        var faults = new DiagnosticBag();
        var files = ModuleDirectory.Read(directory, faults) ?? [];
        // The language allowed a brace on a line of its own before version 0.12.
        inspector._module.Diagnostics.AddRange(faults.Where(f => f.Rule != HclRules.BraceOnNextLine));
        foreach (var file in files) inspector.Read(file.Body);
        return inspector._module;
    }

    private void Read(Body file)
    {
        foreach (var block in file.GetPartialContent(FileSchema, out _, _module.Diagnostics).Blocks)
        {
            switch (block.Type)
            {
                case "terraform": ReadTerraform(block); break;
                case "variable": ReadVariable(block); break;
                case "output": ReadOutput(block); break;
                case "provider": ReadProvider(block); break;
                case "resource": ReadResource(block, ResourceMode.Managed); break;
                case "data": ReadResource(block, ResourceMode.Data); break;
                case "module": ReadCall(block); break;
            }
        }
    }

    private void ReadTerraform(BodyBlock block)
    {
        var content = block.Body.GetPartialContent(TerraformSchema, out _, _module.Diagnostics);
        if (Text(content["required_version"]) is { } version) _module.RequiredVersions.Add(version);
        foreach (var requirements in content.Blocks)
            foreach (var attribute in requirements.Body.GetAttributes(_module.Diagnostics).Values)
                ReadRequirement(attribute);
    }

    private void ReadRequirement(BodyAttribute attribute)
    {
        if (StaticExpressions.AsMap(attribute.Expression) is { } items)
        {
            var requirement = _module.Requirement(attribute.Name);
            foreach (var (key, value) in items)
            {
                var name = (Constant.Evaluate(key, []) as StringValue)?.Text;
                if (name == "source") requirement.Source = Constant.String(value, _module.Diagnostics) ?? requirement.Source;
                if (name == "version" && Constant.String(value, _module.Diagnostics) is { } version) requirement.VersionConstraints.Add(version);
            }
        }
        else if (Constant.Evaluate(attribute.Expression, []) is StringValue legacy)
        {
            _module.Requirement(attribute.Name).VersionConstraints.Add(legacy.Text);
        }
        else
        {
            _module.Diagnostics.Add(ConfigurationRules.InvalidRequiredProviders, attribute.Expression.Span, "An entry of required_providers is a string or an object.");
        }
    }

    private void ReadVariable(BodyBlock block)
    {
        var content = Attributes(block, "type", "description", "default", "sensitive", "deprecated");
        var name = block.Labels[0];
        _module.Variables[name] = new InspectedVariable(
            name,
            content["type"] is { } type ? TypeText(type.Expression) : "",
            Text(content["description"]) ?? "",
            content["default"] is { } value ? Constant.Evaluate(value.Expression, _module.Diagnostics) : null,
            Flag(content["sensitive"]),
            Text(content["deprecated"]),
            block.HeaderSpan);
    }

    private void ReadOutput(BodyBlock block)
    {
        var content = Attributes(block, "description", "sensitive", "deprecated");
        _module.Outputs[block.Labels[0]] = new InspectedOutput(
            block.Labels[0], Text(content["description"]) ?? "", Flag(content["sensitive"]), Text(content["deprecated"]), block.HeaderSpan);
    }

    private void ReadProvider(BodyBlock block)
    {
        var content = Attributes(block, "version", "alias");
        var requirement = _module.Requirement(block.Labels[0]);
        if (Text(content["version"]) is { } version) requirement.VersionConstraints.Add(version);
        var alias = Text(content["alias"]) ?? "";
        _module.ProviderConfigs[alias.Length == 0 ? block.Labels[0] : $"{block.Labels[0]}.{alias}"] = new InspectedProvider(block.Labels[0], alias);
    }

    private void ReadResource(BodyBlock block, ResourceMode mode)
    {
        var content = Attributes(block, "provider");
        var name = new ResourceName(mode, block.Labels[0], block.Labels[1]);
        var provider = content["provider"] is { } attribute ? ReadProviderReference(attribute.Expression) : new InspectedProvider(ProviderNames.ImpliedBy(name.Type), "");
        _module.Requirement(provider.Name);
        // Of a resource an override can change the provider, but not where it is declared.
        if (!_module.Resources.TryGetValue(name, out var first)) _module.Resources[name] = new InspectedResource(name, provider, block.HeaderSpan);
        else if (content["provider"] is not null) _module.Resources[name] = first with { Provider = provider };
    }

    /// <summary>A reference, or the same in quotes.</summary>
    private InspectedProvider ReadProviderReference(Expression expression)
    {
        var traversal = StaticExpressions.AsTraversal(expression);
        if (traversal is { Steps: [] }) return new InspectedProvider(traversal.RootName, "");
        if (traversal is { Steps: [AttributeTraversal step] }) return new InspectedProvider(traversal.RootName, step.Name);
        if (traversal is null && Constant.Evaluate(expression, []) is StringValue quoted)
        {
            var parts = quoted.Text.Split('.');
            if (parts.Length <= 2) return new InspectedProvider(parts[0], parts.Length == 2 ? parts[1] : "");
        }
        _module.Diagnostics.Add(new(ConfigurationRules.InvalidProviderReference, expression.Span, "A provider is named by its local name, which may be followed by a period and an alias.")
        {
            ForeignSummary = "Invalid provider reference",
        });
        return new InspectedProvider("", "");
    }

    private void ReadCall(BodyBlock block)
    {
        var content = Attributes(block, "source", "version");
        var name = block.Labels[0];
        var first = _module.ModuleCalls.GetValueOrDefault(name);
        _module.ModuleCalls[name] = new InspectedCall(
            name, Text(content["source"]) ?? first?.Source ?? "", Text(content["version"]) ?? first?.Version ?? "", block.HeaderSpan);
    }

    private BodyContent Attributes(BodyBlock block, params IEnumerable<string> names) =>
        block.Body.GetPartialContent(new BodySchema([.. names.Select(n => new AttributeSchema(n))], []), out _, _module.Diagnostics);

    private string? Text(BodyAttribute? attribute) => attribute is null ? null : Constant.String(attribute.Expression, _module.Diagnostics);

    private bool Flag(BodyAttribute? attribute) => attribute is not null && (Constant.Bool(attribute.Expression, _module.Diagnostics) ?? false);

    /// <summary>As it is written, without the quotes that a type had in old times and has in JSON.</summary>
    private static string TypeText(Expression expression) => expression switch
    {
        LiteralExpression { Value: StringValue quoted } => quoted.Text,
        JsonExpression { Literal: StringValue text } => text.Text,
        _ => Written(expression.Span),
    };

    private static string Written(SourceSpan span) => span.Text;
}
