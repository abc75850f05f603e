namespace Plumb.Provider.Docker.Configuration;

/// <summary>The configuration names no engine that the provider can speak to. The message says why, for the user.</summary>
internal sealed class EndpointException(string message, string? attribute, Exception? cause = null) : Exception(message, cause)
{
    public string? Attribute { get; } = attribute;
}
