using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.State.Model;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 0, for an address without an object: takes in an existing object where an import asks for it.</summary>
internal static class Import
{
    public static async ValueTask<bool> RunAsync(ResourceContext context, PlanInputs inputs, CancellationToken cancellation)
    {
        var site = context.Site;
        if (inputs.Imports.Find(context.Address, site.Options.DeferralAllowed, r => RootScope(context, r), context.Diagnostics) is not { } target) return true;
        if (Poison.In(target.Id)) return false;
        var id = target.Id.UnmarkDeep();
        if (id is UnknownValue && site.Options.DeferralAllowed) return Await(context, DeferredReason.ResourceConfigUnknown, new ImportingObject(null, null, true));
        if (id is UnknownValue) return Fail(context, target, "The import block \"id\" argument depends on resource attributes that cannot be determined until apply, so the object cannot be found yet.");
        if (id is NullValue) return Fail(context, target, "The import ID cannot be null.");
        if (id is StringValue { Text: "" }) return Fail(context, target, "The import ID value evaluates to an empty string, please provide a non-empty value.");
        if (target.Id.MarksDeep().IsSensitive) return Fail(context, target, "The import ID cannot be sensitive: it is shown in the plan.");

        var shown = id is StringValue text ? text.Text : id.ToString();
        site.Run.Observer.ImportStarted(context.Address, shown);
        var response = await site.Provider.ImportResourceStateAsync(
            new ImportRequest(site.Type, (id as StringValue)?.Text, id is StringValue ? null : id) { DeferralAllowed = site.Options.DeferralAllowed }, cancellation).ConfigureAwait(false);
        if (ProviderReports.Add(context.Diagnostics, response.Diagnostics, target.Span, context.Address.ToString())) return false;
        if (response.Deferred is { } later)
        {
            return Deferral.Accepts(site.Options.DeferralAllowed, site.ProviderConfig.ToString(), context.Address.ToString(), context.Diagnostics)
                && Await(context, later.ToReason(), new ImportingObject((id as StringValue)?.Text, id is StringValue ? null : id, false));
        }
        if (response.Resources.FirstOrDefault(r => r.Type == site.Type) is not { } imported || imported.State.IsNull) return Missing(context, target, shown);
        return await ReadAsync(context, target, imported, shown, id, cancellation).ConfigureAwait(false);
    }

    private static bool Await(ResourceContext context, DeferredReason reason, ImportingObject importing)
    {
        context.Awaited = Deferral.Import(context, reason, importing);
        return false;
    }

    private static async ValueTask<bool> ReadAsync(ResourceContext context, ImportTarget target, ImportedResource imported, string shown, Value id, CancellationToken cancellation)
    {
        if (!Refresh.IsSound(context, imported.State, "importing")) return false;
        context.Site.Run.Observer.RefreshStarted(context.Address, imported.State);
        var read = await context.Site.Provider.ReadResourceAsync(
            new ReadRequest(context.Site.Type, imported.State) { Private = imported.Private, Identity = imported.Identity, ProviderMeta = context.Site.ProviderMeta }, cancellation).ConfigureAwait(false);
        var failed = ProviderReports.Add(context.Diagnostics, read.Diagnostics, target.Span, context.Address.ToString());
        if (failed || read.State.IsNull) context.Site.Run.Observer.RefreshFailed(context.Address);
        if (failed) return false;
        if (read.State.IsNull) return Missing(context, target, shown);
        if (!Refresh.IsSound(context, read.State, "importing")) return false;
        context.Site.Run.Observer.RefreshCompleted(context.Address, read.State);
        context.Site.Run.Observer.ImportCompleted(context.Address, shown);
        context.PriorIdentity = read.Identity ?? imported.Identity;
        context.Prior = StoredIdentity.Keep(new ObjectState
        {
            Value = read.State,
            SchemaType = context.Site.Schema.Block.ImpliedType,
            Private = read.Private,
            SchemaVersion = context.Site.Schema.Version,
            Dependencies = context.Site.Dependencies,
        }, context.PriorIdentity, context.Site.Identity);
        context.PriorValue = read.State;
        context.Importing = new ImportingObject((id as StringValue)?.Text, id is StringValue ? null : id, false);
        return true;
    }

    private static ModuleScope RootScope(ResourceContext context, RepetitionInstance repetition)
    {
        var module = context.Site.Module;
        while (module.Parent is { } parent) module = parent;
        return new ModuleScope(module, repetition, context.Site.Run.Environment);
    }

    private static bool Missing(ResourceContext context, ImportTarget target, string id) => Fail(context, target, PlanRules.ImportMissing,
        $"While attempting to import an existing object to \"{context.Address}\", the provider detected that no object exists with the given id \"{id}\". Only pre-existing objects can be imported; check that the id is correct and that it is associated with the provider's configured region or endpoint, or use apply to create a new object for this resource.");

    private static bool Fail(ResourceContext context, ImportTarget target, string detail) => Fail(context, target, PlanRules.InvalidImportId, detail);

    private static bool Fail(ResourceContext context, ImportTarget target, DiagnosticRule rule, string detail)
    {
        context.Diagnostics.Add(new Diagnostic(rule, target.Span, detail) { Address = context.Address.ToString() });
        return false;
    }
}
