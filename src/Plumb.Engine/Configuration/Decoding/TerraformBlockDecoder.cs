using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Decodes <c>terraform</c> and <c>language</c> blocks.</summary>
internal static class TerraformBlockDecoder
{
    private const string Edition = "TF2021";
    private const string TofuEdition = "tofu2024";

    internal static TerraformBlock Decode(BodyBlock block, DecodingContext context)
    {
        var content = context.Read(block.Body, Schemas.Terraform);
        var settings = new TerraformBlock();
        if (content["required_version"] is { } version && VersionConstraintDecoder.Decode(version, context.Diagnostics) is { } constraint)
        {
            CheckRequiredVersion(constraint, context);
            settings.RequiredVersions.Add(constraint);
        }
        if (content["language"] is { } edition) CheckEdition(edition, Edition, context);
        if (content["experiments"] is { } experiments && StaticReferences.List(experiments.Expression, context.Diagnostics).Count > 0)
            context.Report(ConfigurationRules.ExperimentsUnavailable, experiments.NameSpan, "The language is taken as released: its experimental features, which change from one version to the next, are not available.");
        foreach (var inner in content.Blocks) DecodeInner(settings, inner, context);
        return settings;
    }

    /// <summary>OpenTofu's block for what the <c>terraform</c> block says of the language.</summary>
    internal static void DecodeLanguage(BodyBlock block, DecodingContext context)
    {
        var content = context.Read(block.Body, Schemas.Language);
        if (content["edition"] is { } edition) CheckEdition(edition, TofuEdition, context);
        if (content["experiments"] is { } experiments) CheckExperiments(experiments, context);
        foreach (var compatible in content.Blocks) CheckCompatibility(compatible, context);
    }

    /// <summary>Other programs' arguments in the block do not concern us.</summary>
    private static void CheckCompatibility(BodyBlock block, DecodingContext context)
    {
        var content = context.ReadPartial(block.Body, Schemas.CompatibleWith, out _);
        if (content["opentofu"] is not { } version || VersionConstraintDecoder.Decode(version, context.Diagnostics) is not { Constraints: var constraints, Span: var span }) return;
        if (!constraints.Admits(LanguageVersion.OpenTofu))
            context.Report(ConfigurationRules.IncompatibleModule, span, $"The module asks for a version {constraints} of OpenTofu's language, and what is implemented of it is version {LanguageVersion.OpenTofu}.");
        else if (constraints.Admits(LanguageVersion.BeforeCompatibility))
            context.Report(ConfigurationRules.IneffectiveVersion, span, $"No version before 1.12 knows this block, so a constraint that admits {LanguageVersion.BeforeCompatibility} cannot tell it anything. For earlier versions, write required_version in a terraform block of a .tofu file.");
    }

    private static void CheckRequiredVersion(VersionConstraintConfig required, DecodingContext context)
    {
        if (required.Constraints.Terms.FirstOrDefault(t => t.Boundary.IsPrerelease) is { } prerelease)
        {
            context.Report(ConfigurationRules.InvalidRequiredVersion, required.Span,
                $"A prerelease cannot be required: {prerelease}. A prerelease of the program meets a constraint by its release alone.");
        }
    }

    private static void CheckEdition(BodyAttribute attribute, string supported, DecodingContext context)
    {
        var keyword = StaticExpressions.AsKeyword(attribute.Expression);
        if (keyword is null)
            context.Report(ConfigurationRules.InvalidEdition, attribute.Expression.Span, $"The language edition is a keyword without quotes. The only one there is, {supported}, is the default.");
        else if (keyword is not (Edition or TofuEdition))
            context.Report(ConfigurationRules.UnsupportedEdition, attribute.Expression.Span, $"The language edition {keyword} is not supported: the only one there is, {supported}, is the default.");
    }

    private static void CheckExperiments(BodyAttribute attribute, DecodingContext context)
    {
        foreach (var element in StaticReferences.List(attribute.Expression, context.Diagnostics))
        {
            if (StaticExpressions.AsKeyword(element) is { } keyword)
                context.Report(ConfigurationRules.UnknownExperiment, element.Span, $"There is no experiment {keyword}: the language is taken as released, without experiments.");
            else
                context.Report(ConfigurationRules.InvalidExperiment, element.Span, "The elements of \"experiments\" are keywords without quotes.");
        }
    }

    private static void DecodeInner(TerraformBlock settings, BodyBlock block, DecodingContext context)
    {
        switch (block.Type)
        {
            case "backend":
                settings.Backends.Add(new BackendConfig(block.Labels[0], block.Body, block.HeaderSpan, block.LabelSpans[0]));
                break;
            case "cloud":
                settings.Clouds.Add(new CloudConfig(block.Body, block.HeaderSpan));
                break;
            case "required_providers":
                settings.RequiredProviders.Add((block, RequiredProvidersDecoder.Decode(block, context)));
                break;
            case "provider_meta":
                if (ProviderDecoder.DecodeMeta(block, context) is { } meta) settings.ProviderMetas.Add(meta);
                break;
            case "state_store":
                context.Report(ConfigurationRules.StateStoreUnsupported, block.TypeSpan, "A state that a provider keeps is an experiment of Terraform's alpha builds, which is not taken part in here. A backend block keeps the state elsewhere.");
                break;
            default:
                context.Report(ConfigurationRules.EncryptionUnsupported, block.TypeSpan, "State and plan encryption is a feature of OpenTofu that is not supported here. Without this block, state and plans are kept as they are with Terraform.");
                break;
        }
    }
}

/// <summary>What the <c>terraform</c> blocks of one file say.</summary>
internal sealed class TerraformBlock
{
    internal List<VersionConstraintConfig> RequiredVersions { get; } = [];

    internal List<BackendConfig> Backends { get; } = [];

    internal List<CloudConfig> Clouds { get; } = [];

    internal List<(BodyBlock Block, IReadOnlyList<ProviderRequirement> Requirements)> RequiredProviders { get; } = [];

    internal List<ProviderMetaConfig> ProviderMetas { get; } = [];
}
