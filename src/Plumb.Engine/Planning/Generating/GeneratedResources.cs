using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.State.Model;
using Plumb.Hcl.Parsing;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Planning.Generating;

/// <summary>
/// Resources that only an <c>import</c> block knows of: declared with an empty body, so that they have a place in the
/// order of the plan, until the object is read and its configuration can be written.
/// </summary>
public static class GeneratedResources
{
    /// <summary>Declares what imports of the root module lead to and nothing declares. What the state holds already is not imported.</summary>
    internal static void Declare(ConfigurationTree configuration, StateDocument state)
    {
        var module = configuration.Root.Config;
        foreach (var import in module.Imports)
        {
            if (!CanDescribe(import) || import.Target is not { Resource: { } name, Module: var at }) continue;
            if (state.Resources.ContainsKey(new ResourceAddress(at, name))) continue;
            var implied = ProviderNames.ImpliedBy(name.Type);
            module.Resources.TryAdd(name, new ResourceConfig(name, Empty(import.Span.File.Name), import.Span, import.To.Span)
            {
                Provider = import.Provider ?? new ProviderReference(implied, null, null),
                ProviderAddress = configuration.Root.ProviderFor(import.Provider?.LocalName ?? implied),
                IsGenerated = true,
            });
        }
    }

    /// <summary>Declares what a saved plan found a configuration for.</summary>
    public static void Declare(ConfigurationTree configuration, Model.Plan plan)
    {
        foreach (var change in plan.Changes)
        {
            if (change.GeneratedConfig is not { } text) continue;
            var name = change.Address.Resource.Resource;
            var file = new SourceFile("generated.tf", text);
            var span = file.Span(0, 0);
            var localName = LocalName(configuration, change.Provider.Provider) ?? ProviderNames.ImpliedBy(name.Type);
            configuration.Root.Config.Resources.TryAdd(name, new ResourceConfig(name, BodyOf(file, new DiagnosticBag()), span, span)
            {
                Provider = new ProviderReference(localName, change.Provider.Alias, span) { Key = change.ProviderKey.ToValue() is { } key ? new LiteralExpression(key, span) : null },
                ProviderAddress = change.Provider.Provider,
            });
        }
    }

    /// <summary>One resource in the root module: several would need a count or for_each, which cannot be made up.</summary>
    internal static bool CanDescribe(ImportConfig import) =>
        import is { ForEach: null, HasComputedKey: false, Target: { Module.IsRoot: true, Key.IsNone: true } };

    /// <summary>The arguments of the one resource block in a text.</summary>
    internal static Body BodyOf(SourceFile file, DiagnosticBag diagnostics)
    {
        var content = HclParser.ParseFile(file, diagnostics).GetContent(new BodySchema([], [new BlockHeaderSchema("resource", ["type", "name"])]), diagnostics);
        if (content.Blocks is not [var block, ..]) return Empty(file.Name);
        block.Body.GetPartialContent(new BodySchema([new AttributeSchema("provider")], []), out var arguments, diagnostics);
        return arguments;
    }

    private static NativeBody Empty(string file) => HclParser.ParseFile(new SourceFile(file, ""), new DiagnosticBag());

    private static string? LocalName(ConfigurationTree configuration, ProviderAddress provider) =>
        configuration.Root.Config.RequiredProviders.Values.FirstOrDefault(r => r.Address == provider)?.LocalName;
}
