using Plumb.Core.Values;

namespace Plumb.Provider.Requests;

/// <summary>An action to plan or to invoke, with its configuration in the action's schema.</summary>
public sealed record ActionRequest(string Type, Value Config)
{
    public bool DeferralAllowed { get; init; }
}

public sealed record PlanActionResponse
{
    public static PlanActionResponse Ok { get; } = new();

    public DeferralReason? Deferred { get; init; }

    public IReadOnlyList<ProviderDiagnostic> Diagnostics { get; init; } = [];
}
