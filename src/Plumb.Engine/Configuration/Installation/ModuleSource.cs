namespace Plumb.Engine.Configuration.Installation;

/// <summary>Where the content of a module comes from, in its normal form.</summary>
public abstract record ModuleSource
{
    private protected ModuleSource()
    {
    }

    /// <summary>Whether the module belongs to the package of its caller, whose directory its path is relative to.</summary>
    public bool IsLocal => this is LocalModuleSource;
}

/// <summary>A path from the calling module's directory, within the same package: <c>./x</c> or <c>../x</c>.</summary>
public sealed record LocalModuleSource(string Path) : ModuleSource
{
    public override string ToString() => Path;
}

/// <summary>A module of a registry, which says where its versions are.</summary>
public sealed record RegistryModuleSource(string Host, string Namespace, string Name, string System, string Subdirectory) : ModuleSource
{
    public const string DefaultHost = "registry.terraform.io";

    public string Package => $"{Host}/{Namespace}/{Name}/{System}";

    /// <summary>For people: without the default host.</summary>
    public string ForDisplay
    {
        get
        {
            var package = Host == DefaultHost ? $"{Namespace}/{Name}/{System}" : Package;
            return Subdirectory.Length == 0 ? package : package + "//" + Subdirectory;
        }
    }

    public override string ToString() => Subdirectory.Length == 0 ? Package : Package + "//" + Subdirectory;
}

/// <summary>A package that is fetched from an address, <c>git::https://…</c> for example, and a directory inside it.</summary>
public sealed record RemoteModuleSource(string Package, string Subdirectory) : ModuleSource
{
    /// <summary>The directory goes before the query, as it was written.</summary>
    public override string ToString()
    {
        if (Subdirectory.Length == 0) return Package;
        var query = Package.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? Package + "//" + Subdirectory : $"{Package[..query]}//{Subdirectory}{Package[query..]}";
    }
}
