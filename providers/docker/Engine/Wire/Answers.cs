using System.Text.Json.Serialization;

namespace Plumb.Provider.Docker.Engine.Wire;

/// <summary>What became of a request to create something.</summary>
internal sealed record CreatedObject
{
    public string Id { get; set; } = "";

    public List<string>? Warnings { get; init; }
}

internal sealed record WaitOutcome
{
    public long StatusCode { get; init; }
}

internal sealed record Refusal
{
    public string? Message { get; init; }
}

/// <summary>One line of what the engine tells while it pulls or builds.</summary>
internal sealed record Progress
{
    public string? Stream { get; init; }

    public string? Error { get; init; }
}

/// <summary>Credentials for one registry, as the engine wants them in headers.</summary>
internal sealed record RegistryLogin
{
    [JsonPropertyName("username")]
    public string? UserName { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("auth")]
    public string? Auth { get; init; }

    [JsonPropertyName("email")]
    public string? Email { get; init; }

    [JsonPropertyName("serveraddress")]
    public string? ServerAddress { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    [JsonPropertyName("registrytoken")]
    public string? RegistryToken { get; init; }
}
