using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Logging;

namespace Plumb.Provider.Models;

/// <summary>One call of a provider: what it may use, and what it has to say.</summary>
public abstract class OperationContext(ProviderSession session)
{
    private List<ProviderDiagnostic>? _diagnostics;

    public ProviderSession Session { get; } = session;

    public IProviderLog Log => Session.Log;

    /// <summary>Something was reported that keeps the call from succeeding.</summary>
    public bool HasErrors { get; private set; }

    internal IReadOnlyList<ProviderDiagnostic> Diagnostics => _diagnostics ?? (IReadOnlyList<ProviderDiagnostic>)[];

    /// <summary>What was said since this was asked last.</summary>
    internal IReadOnlyList<ProviderDiagnostic> TakeDiagnostics()
    {
        var said = Diagnostics;
        _diagnostics = null;
        return said;
    }

    /// <summary>What the provider's configuration made.</summary>
    /// <exception cref="InvalidOperationException">The provider is not configured, or its client is something else.</exception>
    public TClient Client<TClient>() where TClient : class => Session.Client<TClient>();

    /// <summary>The call fails; the path says which attribute is at fault.</summary>
    public void Error(string summary, string detail, ValuePath? attribute = null) => Report(ProviderDiagnostic.Error(summary, detail, attribute));

    public void Warning(string summary, string detail, ValuePath? attribute = null) => Report(ProviderDiagnostic.Warning(summary, detail, attribute));

    public void Report(ProviderDiagnostic diagnostic)
    {
        (_diagnostics ??= []).Add(diagnostic);
        HasErrors |= diagnostic.Severity == Severity.Error;
    }

    /// <summary>An operation of the author's own broke; the user reads what it says and which operation it was.</summary>
    internal void Broke(string summary, Exception exception)
    {
        Log.Write(LogLevel.Error, summary, ("exception", exception));
        Error(summary, exception.InnerException is { } inner && inner.Message != exception.Message ? $"{exception.Message}\n\n{inner.Message}" : exception.Message);
    }
}
