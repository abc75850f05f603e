using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Decoding;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;
using Plumb.Core.Values;

namespace Plumb.Engine.Configuration.Merging;

/// <summary>
/// What an override of each kind of block changes in its original: everything it writes out, and nothing else.
/// </summary>
internal static class Overrides
{
    internal static VariableConfig Apply(VariableConfig original, VariableConfig changes, DiagnosticBag diagnostics)
    {
        var written = changes.Written;
        var merged = original;
        if (written.HasFlag(WrittenArguments.Description)) merged = merged with { Description = changes.Description, HasDescription = true };
        if (written.HasFlag(WrittenArguments.Sensitive)) merged = merged with { Sensitive = changes.Sensitive };
        if (written.HasFlag(WrittenArguments.Ephemeral)) merged = merged with { Ephemeral = changes.Ephemeral };
        if (written.HasFlag(WrittenArguments.Nullable)) merged = merged with { Nullable = changes.Nullable };
        if (changes.DeprecationMessage is { } message) merged = merged with { DeprecationMessage = message };
        if (changes.HasDeclaredType)
        {
            merged = merged with
            {
                Type = changes.Type,
                TypeDefaults = changes.TypeDefaults,
                ParsesAsExpression = changes.ParsesAsExpression,
                HasDeclaredType = true,
            };
        }
        if (changes.Default is not null) merged = merged with { Default = changes.Default, DefaultSpan = changes.DefaultSpan };
        return ConvertDefault(merged, changes, diagnostics);
    }

    internal static LocalConfig Apply(LocalConfig original, LocalConfig changes) => original with { Expression = changes.Expression, Span = changes.Span };

    internal static OutputConfig Apply(OutputConfig original, OutputConfig changes, DiagnosticBag diagnostics)
    {
        RefuseDependsOn(changes.DependsOn, diagnostics);
        var merged = original;
        if (changes.Description.Length > 0) merged = merged with { Description = changes.Description, HasDescription = true };
        if (changes.Expression is { } expression) merged = merged with { Expression = expression };
        if (changes.Written.HasFlag(WrittenArguments.Sensitive)) merged = merged with { Sensitive = changes.Sensitive };
        if (changes.Written.HasFlag(WrittenArguments.Ephemeral)) merged = merged with { Ephemeral = changes.Ephemeral };
        return changes.DeprecationMessage is { } message ? merged with { DeprecationMessage = message } : merged;
    }

    internal static ModuleCallConfig Apply(ModuleCallConfig original, ModuleCallConfig changes, DiagnosticBag diagnostics)
    {
        RefuseDependsOn(changes.DependsOn, diagnostics);
        var merged = original with
        {
            Count = changes.Count ?? original.Count,
            ForEach = changes.ForEach ?? original.ForEach,
            Enabled = changes.Enabled ?? original.Enabled,
            VersionAttribute = changes.VersionAttribute ?? original.VersionAttribute,
            Body = new OverriddenBody(original.Body, changes.Body),
        };
        if (changes.SourceExpression is { } source) merged = merged with { SourceExpression = source, SourceSpan = changes.SourceSpan };
        return changes.Providers.Count > 0 ? merged with { Providers = changes.Providers } : merged;
    }

    internal static ProviderConfig Apply(ProviderConfig original, ProviderConfig changes) => original with
    {
        Version = changes.Version ?? original.Version,
        ForEach = changes.ForEach ?? original.ForEach,
        Body = new OverriddenBody(original.Body, changes.Body),
    };

    internal static ResourceConfig Apply(ResourceConfig original, ResourceConfig changes, DiagnosticBag diagnostics)
    {
        RefuseDependsOn(changes.DependsOn, diagnostics);
        var merged = original with
        {
            Count = changes.Count ?? original.Count,
            ForEach = changes.ForEach ?? original.ForEach,
            Enabled = changes.Enabled ?? original.Enabled,
            Connection = changes.Connection ?? original.Connection,
            Provisioners = changes.Provisioners.Count > 0 ? changes.Provisioners : original.Provisioners,
            Lifecycle = Apply(original.Lifecycle, changes.Lifecycle),
            Body = new OverriddenBody(original.Body, changes.Body),
        };
        return changes.Provider.Span is null ? merged : merged with { Provider = changes.Provider, ProviderAddress = changes.ProviderAddress };
    }

    /// <summary>Conditions and what triggers a replacement stay as they are: overriding those is not a thing.</summary>
    private static LifecycleConfig Apply(LifecycleConfig original, LifecycleConfig changes)
    {
        var merged = original;
        if (changes.HasCreateBeforeDestroy) merged = merged with { HasCreateBeforeDestroy = true, CreateBeforeDestroy = changes.CreateBeforeDestroy };
        if (changes.PreventDestroySpan is { } span) merged = merged with { PreventDestroy = changes.PreventDestroy, PreventDestroyWhen = changes.PreventDestroyWhen, PreventDestroySpan = span };
        if (changes.IgnoreChanges.Count > 0) merged = merged with { IgnoreChanges = changes.IgnoreChanges };
        if (changes.IgnoreAllChanges) merged = merged with { IgnoreAllChanges = true };
        return merged with { ForgetOnRemoval = changes.ForgetOnRemoval || merged.ForgetOnRemoval };
    }

    /// <summary>A type and a default that come from different files were never held against each other.</summary>
    private static VariableConfig ConvertDefault(VariableConfig merged, VariableConfig changes, DiagnosticBag diagnostics)
    {
        if (merged.Default is not { } value) return merged;
        if (DefaultConversion.TryConvert(value, merged.Type, merged.TypeDefaults, out var converted, out var reason))
        {
            merged = merged with { Default = converted };
        }
        else
        {
            diagnostics.Add(ConfigurationRules.InvalidDefault, changes.Span, (changes.HasDeclaredType, changes.Default is not null) switch
            {
                (true, false) => $"With the type that this override gives the variable, its default value is not valid any more: {reason}.",
                (false, true) => $"The default value that this override gives does not fit the variable's type constraint: {reason}.",
                _ => $"The default value does not fit the variable's type constraint: {reason}.",
            });
        }
        if (!merged.Nullable && merged.Default.Unmarked is NullValue)
            diagnostics.Add(ConfigurationRules.InvalidDefault, changes.Span, "The default cannot be null where nullable is false.");
        return merged;
    }

    private static void RefuseDependsOn(IReadOnlyList<Traversal> dependsOn, DiagnosticBag diagnostics)
    {
        if (dependsOn is [var first, ..])
            diagnostics.Add(ConfigurationRules.UnsupportedOverride, (SourceSpan?)first.Span, "Dependencies written out with depends_on cannot be overridden.");
    }
}
