using Plumb.Core.Values;
using Plumb.Provider.Docker.Configuration;
using Plumb.Provider.Docker.Images;
using Plumb.Provider.Models;

namespace Plumb.Provider.Docker.Registries;

/// <summary>A data source that asks an image's registry. No engine is asked.</summary>
internal abstract class RegistryData<TModel> : DataSource<TModel> where TModel : class, IModel<TModel>
{
    protected static readonly ValuePath Name = ValuePath.Root.Attribute("name");

    /// <summary>Asks for what the registry has of an image; reports it where that is nothing.</summary>
    /// <param name="auth">Who the user is, for this alone.</param>
    protected static async Task<TAnswer?> AskAsync<TAnswer>(
        DataContext context, string name, bool skipVerification, IReadOnlyList<RegistryAuthConfig> auth, Func<RegistryClient, ImageReference, Task<TAnswer?>> ask) where TAnswer : class
    {
        using var registry = new RegistryClient(RegistryAuthConfig.Choose(auth, context.Client<DockerConnection>().Credentials), skipVerification);
        var answer = await ask(registry, ImageReference.Parse(name));
        if (answer is null)
            context.Error("Image not found in its registry", $"The registry has no image \"{name}\", or shows it to nobody who has not signed in; registry_auth in the block provider \"docker\" says who you are.", Name);
        return answer;
    }
}
