namespace Plumb.Plugins.Installation;

/// <summary>What kept a source of packages from answering; each kind is told in its own way.</summary>
public enum SourceFault
{
    /// <summary>Something failed, as the message says.</summary>
    Failed,

    /// <summary>No source that is asked has the provider.</summary>
    NotFound,

    /// <summary>The provider's registry does not know it.</summary>
    UnknownToRegistry,

    /// <summary>The provider's host has no registry of providers.</summary>
    NoRegistry,

    /// <summary>There is no package for the platform.</summary>
    UnsupportedPlatform,

    /// <summary>The package speaks no version of the plugin protocol that is spoken here.</summary>
    UnsupportedProtocol,
}

/// <summary>A package or the versions of a provider cannot be had; the message says why, for the diagnostic that it becomes.</summary>
public sealed class ProviderSourceException : Exception
{
    public ProviderSourceException()
    {
    }

    public ProviderSourceException(string message) : base(message)
    {
    }

    public ProviderSourceException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public ProviderSourceException(SourceFault fault, string message) : base(message) => Fault = fault;

    public SourceFault Fault { get; }

    /// <summary>Where was looked, for <see cref="SourceFault.NotFound"/>.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>The newest version that would do, for <see cref="SourceFault.UnsupportedProtocol"/>; null where there is none.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Whether another source may have what this one has not.</summary>
    public bool IsAbsence => Fault is SourceFault.NotFound or SourceFault.UnknownToRegistry or SourceFault.UnsupportedPlatform;
}
