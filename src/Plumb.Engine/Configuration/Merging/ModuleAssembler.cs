using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Model;

namespace Plumb.Engine.Configuration.Merging;

/// <summary>Puts the blocks of a module's files together: each name once, later overrides applied.</summary>
internal sealed class ModuleAssembler(ModuleConfig module, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, SourceSpan> _imports = new(StringComparer.Ordinal);

    internal void Add(VariableConfig variable) =>
        AddOrReplace(module.Variables, variable.Name, variable, v => v.Span, ConfigurationRules.DuplicateVariable, $"A variable named \"{variable.Name}\"");

    internal void Add(LocalConfig local) =>
        AddOrReplace(module.Locals, local.Name, local, l => l.Span, ConfigurationRules.DuplicateLocal, $"A local value named \"{local.Name}\"");

    internal void Add(OutputConfig output) =>
        AddOrReplace(module.Outputs, output.Name, output, o => o.Span, ConfigurationRules.DuplicateOutput, $"An output named \"{output.Name}\"");

    internal void Add(ModuleCallConfig call) =>
        AddOrReplace(module.ModuleCalls, call.Name, call, c => c.Span, ConfigurationRules.DuplicateModuleCall, $"A module call named \"{call.Name}\"");

    internal void Add(ProviderConfig provider)
    {
        var key = (provider.LocalName, provider.Alias ?? "");
        if (module.Providers.TryAdd(key, provider)) return;
        diagnostics.Add(ConfigurationRules.DuplicateProvider, provider.Span, provider.Alias is null
            ? $"There is a default configuration of \"{provider.LocalName}\" already, at {module.Providers[key].Span}. Every other one needs an alias."
            : $"There is a configuration of \"{provider.LocalName}\" with the alias \"{provider.Alias}\" already, at {module.Providers[key].Span}. Each needs an alias of its own.");
    }

    internal void Add(ProviderMetaConfig meta)
    {
        if (module.ProviderMetas.TryGetValue(meta.LocalName, out var first))
            diagnostics.Add(ConfigurationRules.DuplicateProviderMeta, meta.Span, $"There is a provider_meta block for \"{meta.LocalName}\" already, at {first.Span}. A module has at most one for each provider.");
        module.ProviderMetas[meta.LocalName] = meta;
    }

    internal void Add(ResourceConfig resource)
    {
        if (module.Resources.TryAdd(resource.Name, resource)) return;
        var (rule, kind) = resource.Name.Mode switch
        {
            ResourceMode.Managed => (ConfigurationRules.DuplicateResource, "resource"),
            ResourceMode.Data => (ConfigurationRules.DuplicateData, "data"),
            ResourceMode.List => (ConfigurationRules.DuplicateList, "list"),
            ResourceMode.Action => (ConfigurationRules.DuplicateAction, "action"),
            _ => (ConfigurationRules.DuplicateEphemeral, "ephemeral resource"),
        };
        diagnostics.Add(new Diagnostic(rule, resource.Span, $"{resource.Name} is declared already, at {module.Resources[resource.Name].Span}. Names are unique for each type in a module{(resource.CheckName is null ? "" : ", inside check blocks too")}.")
        {
            ForeignSummary = $"Duplicate {kind} \"{resource.Name.Type}\" configuration",
        });
    }

    internal void Add(CheckConfig check)
    {
        if (check.Data is { } data)
        {
            var count = module.Resources.Count;
            Add(data);
            if (module.Resources.Count == count) return;
        }
        if (module.Checks.TryAdd(check.Name, check)) return;
        diagnostics.Add(new Diagnostic(ConfigurationRules.DuplicateCheck, check.Span, $"There is a check block named \"{check.Name}\" already, at {module.Checks[check.Name].Span}. Their names are unique in a module.")
        {
            ForeignSummary = $"Duplicate check \"{check.Name}\" configuration",
        });
    }

    internal void Add(ImportConfig import)
    {
        module.Imports.Add(import);
        if (import.HasComputedKey) return;
        var target = import.Target.ToString();
        if (_imports.TryAdd(target, import.Span)) return;
        diagnostics.Add(new Diagnostic(ConfigurationRules.DuplicateImport, import.Span, $"There is an import block for {target} already, at {_imports[target]}. An object can be imported once.")
        {
            ForeignSummary = $"Duplicate import configuration for \"{target}\"",
        });
    }

    internal void Override(VariableConfig changes) =>
        Override(module.Variables, changes.Name, changes, (a, b) => Overrides.Apply(a, b, diagnostics), changes.Span, ConfigurationRules.NoVariableToOverride, $"variable named \"{changes.Name}\"");

    internal void Override(LocalConfig changes) =>
        Override(module.Locals, changes.Name, changes, Overrides.Apply, changes.Span, ConfigurationRules.NoLocalToOverride, $"local value named \"{changes.Name}\"");

    internal void Override(OutputConfig changes) =>
        Override(module.Outputs, changes.Name, changes, (a, b) => Overrides.Apply(a, b, diagnostics), changes.Span, ConfigurationRules.NoOutputToOverride, $"output named \"{changes.Name}\"");

    internal void Override(ModuleCallConfig changes) =>
        Override(module.ModuleCalls, changes.Name, changes, (a, b) => Overrides.Apply(a, b, diagnostics), changes.Span, ConfigurationRules.NoModuleToOverride, $"module call named \"{changes.Name}\"");

    internal void Override(ResourceConfig changes)
    {
        var rule = changes.Name.Mode switch
        {
            ResourceMode.Managed => ConfigurationRules.NoResourceToOverride,
            ResourceMode.Data => ConfigurationRules.NoDataToOverride,
            ResourceMode.Action => ConfigurationRules.NoActionToOverride,
            _ => ConfigurationRules.NoEphemeralToOverride,
        };
        Override(module.Resources, changes.Name, changes, (a, b) => Overrides.Apply(a, b, diagnostics), changes.Span, rule, $"resource {changes.Name}");
    }

    internal void Override(ProviderConfig changes)
    {
        var key = (changes.LocalName, changes.Alias ?? "");
        // A default configuration that is not written exists all the same, empty, and so there is something to override.
        if (changes.Alias is null && module.Providers.TryAdd(key, changes)) return;
        Override(module.Providers, key, changes, Overrides.Apply, changes.Span, ConfigurationRules.NoProviderToOverride, $"configuration of the provider {changes.LocalName} with the alias \"{changes.Alias}\"");
    }

    private void AddOrReplace<T>(Dictionary<string, T> all, string name, T item, Func<T, SourceSpan> span, DiagnosticRule duplicate, string what)
    {
        if (all.TryGetValue(name, out var first))
            diagnostics.Add(duplicate, span(item), $"{what} is declared already, at {span(first)}. Such names are unique in a module.");
        all[name] = item;
    }

    private void Override<TKey, T>(Dictionary<TKey, T> all, TKey key, T changes, Func<T, T, T> apply, SourceSpan span, DiagnosticRule missing, string what)
        where TKey : notnull
    {
        if (all.TryGetValue(key, out var original)) all[key] = apply(original, changes);
        else diagnostics.Add(missing, span, $"There is no {what}. An override file can only change what another file declares.");
    }
}
