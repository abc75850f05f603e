using Plumb.Core.Diagnostics;
using Plumb.Engine.Configuration.Files;
using Plumb.Engine.Configuration.Merging;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Puts what the <c>terraform</c> blocks of all files say into the module.</summary>
internal static class SettingsDecoder
{
    internal static void Decode(ModuleConfig module, IReadOnlyList<(ModuleFile File, BodyContent Content)> files, DiagnosticBag diagnostics)
    {
        var assembler = new ModuleAssembler(module, diagnostics);
        BodyBlock? requirements = null;
        foreach (var (file, content) in files)
        {
            var context = new DecodingContext(diagnostics, file.IsOverride, ProviderNames.None);
            // In an override file a second backend is judged within the file, elsewhere within the module.
            if (file.IsOverride) requirements = null;
            var (backend, cloud) = file.IsOverride ? (null, null) : (module.Backend, module.Cloud);
            foreach (var settings in Read(content, context))
            {
                module.RequiredVersions.AddRange(settings.RequiredVersions);
                foreach (var (block, list) in settings.RequiredProviders)
                {
                    if (requirements is null || file.IsOverride) AddRequirements(module, requirements = block, list);
                    else diagnostics.Add(ConfigurationRules.DuplicateRequiredProviders, block.HeaderSpan, $"A module has at most one required_providers block, and there is one already at {requirements.HeaderSpan}.");
                }
                foreach (var meta in settings.ProviderMetas) assembler.Add(meta);
                foreach (var next in settings.Backends) backend = Choose(backend, next, diagnostics);
                foreach (var next in settings.Clouds) cloud = Choose(cloud, next, diagnostics);
            }
            Settle(module, file, backend, cloud, diagnostics);
        }
    }

    private static IEnumerable<TerraformBlock> Read(BodyContent content, DecodingContext context)
    {
        foreach (var block in content.Blocks)
        {
            switch (block.Type)
            {
                case "terraform":
                    yield return TerraformBlockDecoder.Decode(block, context);
                    break;
                case "language":
                    TerraformBlockDecoder.DecodeLanguage(block, context);
                    break;
                case "required_providers":
                    context.Report(ConfigurationRules.MisplacedRequiredProviders, block.HeaderSpan, "The block \"required_providers\" belongs inside a \"terraform\" block.");
                    break;
            }
        }
    }

    private static void AddRequirements(ModuleConfig module, BodyBlock block, IReadOnlyList<ProviderRequirement> requirements)
    {
        module.RequiredProvidersSpan = block.HeaderSpan;
        foreach (var requirement in requirements) module.RequiredProviders[requirement.LocalName] = requirement;
    }

    private static BackendConfig Choose(BackendConfig? first, BackendConfig next, DiagnosticBag diagnostics)
    {
        if (first is null) return next;
        diagnostics.Add(ConfigurationRules.DuplicateBackend, next.Span, $"There is a backend configuration already, at {first.Span}. State is kept in one place only.");
        return first;
    }

    private static CloudConfig Choose(CloudConfig? first, CloudConfig next, DiagnosticBag diagnostics)
    {
        if (first is null) return next;
        diagnostics.Add(ConfigurationRules.DuplicateCloud, next.Span, $"There is a cloud block already, at {first.Span}. A module has at most one.");
        return first;
    }

    private static void Settle(ModuleConfig module, ModuleFile file, BackendConfig? backend, CloudConfig? cloud, DiagnosticBag diagnostics)
    {
        if (file.IsOverride)
        {
            // The two exclude each other, and so an override of one removes the other.
            if (backend is not null) (module.Backend, module.Cloud) = (backend, null);
            if (cloud is not null) (module.Backend, module.Cloud) = (null, cloud);
            return;
        }
        var bothBefore = module.Backend is not null && module.Cloud is not null;
        (module.Backend, module.Cloud) = (backend, cloud);
        if (backend is not null && cloud is not null && !bothBefore)
            diagnostics.Add(ConfigurationRules.BackendAndCloud, backend.Span, $"There is a cloud block too, at {cloud.Span}. State is kept in one place: either in a backend or with the cloud service.");
    }
}
