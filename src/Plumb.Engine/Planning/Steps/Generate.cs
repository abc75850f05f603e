using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Generating;
using Plumb.Engine.Planning.Model;
using Plumb.Hcl.Decoding;

namespace Plumb.Engine.Planning.Steps;

/// <summary>After reading an imported object that nothing declares: writes its configuration, which the plan goes on with.</summary>
internal static class Generate
{
    public static async ValueTask<bool> RunAsync(ResourceContext context, CancellationToken cancellation)
    {
        var site = context.Site;
        if (context.PriorValue is not ObjectValue value) return false;
        var reference = site.Config.Provider;
        var implied = Configuration.Decoding.ProviderNames.ImpliedBy(site.Config.Name.Type);
        var provider = reference.Alias is null && reference.LocalName == implied ? null : reference;
        if (await GeneratedConfig.OfAsync(site.Run, site.ProviderConfig, site.Provider, site.Type, site.Schema.Block, value, (site.Config.Span, context.Address.ToString()), cancellation).ConfigureAwait(false) is not { } described) return false;
        var text = ResourceText.Write(site.Config.Name, provider, site.Schema.Block, described.Value, described.IsConfiguration);

        var found = new DiagnosticBag();
        var file = new SourceFile(site.Options.GeneratedFile ?? "", text);
        var config = site.Config with { Body = GeneratedResources.BodyOf(file, found), Span = file.Span(0, text.IndexOf('{', StringComparison.Ordinal)) };
        var template = BodyTemplate.Read(config.Body, site.Run.Specs.For(site.Schema.Block), found);
        context.GeneratedConfig = text;
        context.Site = site with { Config = config, Template = template };
        context.Diagnostics.AddRange(found);
        if (!found.HasErrors) return true;
        Keep(context);
        return false;
    }

    /// <summary>The object as it is, so that the configuration is in a failed plan too: it is there to be put right.</summary>
    public static void Keep(ResourceContext context)
    {
        var value = context.Marked(context.PriorValue, []);
        context.Site.Ledger.Add(new ResourceChange
        {
            Address = context.Address,
            PreviousAddress = context.Address,
            Provider = context.Site.ProviderConfig,
            ProviderKey = context.Site.ProviderKey,
            Action = ChangeAction.NoOp,
            Before = value,
            After = value,
            Importing = context.Importing,
            GeneratedConfig = context.GeneratedConfig,
        });
    }
}
