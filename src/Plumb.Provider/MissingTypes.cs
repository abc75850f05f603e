using Plumb.Provider.Requests;

namespace Plumb.Provider;

/// <summary>What a provider answers that is asked for a type that it does not have.</summary>
internal static class MissingTypes
{
    public static ProviderDiagnostic Diagnostic(string kind, string type) => ProviderDiagnostic.Error($"Unknown {kind}", $"The provider has no {kind} \"{type}\".");

    public static ValidateResponse Response(string kind, string type) => new([Diagnostic(kind, type)]);
}
