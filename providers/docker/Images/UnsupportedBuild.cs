using Plumb.Core.Values;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Images;

/// <summary>Refuses what of a build only BuildKit's own client can do: this provider builds with the builder inside the engine.</summary>
internal static class UnsupportedBuild
{
    private static readonly ValuePath Place = ValuePath.Root.Attribute("build");

    public static void Refuse(IReadOnlyList<BuildModel> builds, ValidateContext context)
    {
        if (builds is not [var build, ..]) return;
        Refuse(build.Secrets.Count > 0, "secrets");
        Refuse(build.AdditionalContexts is { Count: > 0 }, "additional_contexts");
        Refuse(build.CacheTo is { Count: > 0 }, "cache_to");
        Refuse(build.Provenance is { Length: > 0 } and not "false", "provenance");
        Refuse(build.Sbom is { Length: > 0 } and not "false", "sbom");

        void Refuse(bool isSet, string argument)
        {
            if (isSet) context.Error("Unsupported build argument", $"{argument} is something that only BuildKit's own client can do; this provider builds with the builder inside the engine. Build the image with docker buildx and name it here, or leave {argument} out.", Place);
        }
    }
}
