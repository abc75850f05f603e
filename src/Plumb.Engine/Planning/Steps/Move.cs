using System.Text;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Json;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.State.Model;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Planning.Steps;

/// <summary>Step 1 where a <c>moved</c> block makes an object one of another type, or another provider's: the provider that gets it says what it is now.</summary>
internal static class Move
{
    /// <summary>Whether the object comes from another type or provider than its block has now.</summary>
    public static bool Concerns(ResourceContext context) => context.PreviousAddress is { } previous && context.Prior is not null
        && (previous.Resource.Resource.Type != context.Site.Type || SourceProvider(context) != context.Site.ProviderConfig.Provider);

    public static async ValueTask<bool> RunAsync(ResourceContext context, CancellationToken cancellation)
    {
        if (context.Prior is not { } stored || context.PreviousAddress is not { } previous) return true;
        var site = context.Site;
        if (site.Run.Schemas.GetValueOrDefault(site.ProviderConfig.Provider) is not { Capabilities.MoveResourceState: true })
        {
            return Fail(context, $"The provider \"{site.ProviderConfig.Provider}\" cannot take over {previous}, which is of another type or another provider's, as {context.Address}.",
                "Import the object to the new address, and take it out of the state at the old one with a removed block.");
        }
        var response = await site.Provider.MoveResourceStateAsync(
            new MoveRequest(SourceProvider(context), previous.Resource.Resource.Type, stored.SchemaVersion, Attributes(stored), site.Type)
            {
                SourcePrivate = stored.Private,
                SourceIdentityJson = stored.IdentityJson,
            }, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(context.Diagnostics, response.Diagnostics, site.Config.Body, context.Address.ToString())) return false;
        if (response.State is not { IsNull: false } state) return Fail(context, $"The provider \"{site.ProviderConfig.Provider}\" was asked to take {previous} over as {context.Address} and gave no object.", null);
        if (!Refresh.IsSound(context, state, $"taking over {previous}")) return false;
        var moved = stored with
        {
            Value = state,
            SchemaType = site.Schema.Block.ImpliedType,
            SchemaVersion = site.Schema.Version,
            AttributesJson = default,
            AttributesFlat = null,
            SensitivePaths = [],
            Private = response.Private,
            IdentitySchemaVersion = null,
            IdentityJson = default,
        };
        context.Prior = StoredIdentity.Keep(moved, response.Identity, site.Identity);
        context.PriorValue = state;
        context.PriorIdentity = response.Identity;
        return true;
    }

    private static ProviderAddress SourceProvider(ResourceContext context) => context.Site.StoredProvider ?? context.Site.ProviderConfig.Provider;

    private static ReadOnlyMemory<byte> Attributes(ObjectState stored) => stored.Value is { } value && stored.AttributesJson.IsEmpty
        ? Encoding.UTF8.GetBytes(JsonValueCodec.ToText(value, stored.SchemaType ?? value.Type))
        : stored.AttributesJson;

    private static bool Fail(ResourceContext context, string detail, string? help)
    {
        context.Diagnostics.Add(new Diagnostic(PlanRules.MoveRefused, context.Site.Config.Span, detail) { Address = context.Address.ToString(), Help = help });
        return false;
    }
}
