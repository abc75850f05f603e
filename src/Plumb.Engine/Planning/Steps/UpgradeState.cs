using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.State.Model;
using Plumb.Provider;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 1: the stored object as a value of the present schema. Asks the provider only where the stored form is not the present one.</summary>
internal static class UpgradeState
{
    public static async ValueTask<bool> RunAsync(ResourceContext context, CancellationToken cancellation)
    {
        if (context.Prior is not { } prior) return true;
        if (Move.Concerns(context)) return await Move.RunAsync(context, cancellation).ConfigureAwait(false);
        var site = context.Site;
        var upgraded = await UpgradeAsync(prior, site.Type, site.Schema, site.Provider, context.Address.ToString(), site.Config.Span, context.Diagnostics, cancellation).ConfigureAwait(false);
        if (upgraded is null) return false;
        context.Prior = upgraded;
        context.PriorValue = upgraded.Value ?? context.Null();
        context.PriorIdentity = await StoredIdentity.ReadAsync(upgraded, site.Identity, site.Type, site.Provider, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>The object with its value at hand, or null where that fails, which is reported.</summary>
    public static async ValueTask<ObjectState?> UpgradeAsync(ObjectState stored, string type, Schema schema, IProvider provider, string address, SourceSpan? subject, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (stored.Value is not null) return stored;
        if (stored.SchemaVersion > schema.Version)
        {
            diagnostics.Add(new Diagnostic(PlanRules.StateNewer, subject,
                $"The current state of {address} was created by a newer provider version than is currently selected.")
            {
                Address = address,
                Help = "Use a newer version of the provider to work with this object.",
            });
            return null;
        }
        if (stored.SchemaVersion == schema.Version && !stored.AttributesJson.IsEmpty && TryRead(stored, schema, out var value)) return stored with { Value = value, SchemaType = schema.Block.ImpliedType };

        var response = await provider.UpgradeResourceStateAsync(
            new UpgradeRequest(type, stored.SchemaVersion, stored.AttributesJson) { Flatmap = stored.AttributesFlat }, cancellation).ConfigureAwait(false);
        if (ProviderReports.Add(diagnostics, response.Diagnostics, subject, address)) return null;
        if (response.Value is { } answer && AnswerFaults.Of(schema.Block, answer) is { } fault)
        {
            diagnostics.Add(new Diagnostic(PlanRules.StateUnreadable, subject, $"The provider brought what the state holds of {address} into the form of its present schema, and the object {fault}.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.") { Address = address });
            return null;
        }
        if (response.Value is { } upgraded) return stored with { Value = upgraded, SchemaType = schema.Block.ImpliedType, SchemaVersion = schema.Version, AttributesJson = default, AttributesFlat = null };
        diagnostics.Add(new Diagnostic(PlanRules.StateUnreadable, subject, $"The provider gave no object for what the state holds of {address}.") { Address = address });
        return null;
    }

    private static bool TryRead(ObjectState stored, Schema schema, out Value? value)
    {
        try
        {
            value = JsonValueCodec.Read(stored.AttributesJson.Span, schema.Block.ImpliedType);
            return true;
        }
        catch (FormatException)
        {
            // Written by another version under the same number: the provider may know what to do.
            value = null;
            return false;
        }
    }
}
