using Plumb.Provider;

namespace Plumb.Plugins.Client;

/// <summary>A plugin could not be asked, or did not answer what can be understood. Turned into a diagnostic by whoever asked.</summary>
internal sealed class PluginException(string summary, string detail, Exception? cause = null) : Exception(detail, cause)
{
    /// <summary>The call may have been acted upon although no answer came.</summary>
    public bool MayHaveActed { get; init; }

    public ProviderDiagnostic ToDiagnostic() => ProviderDiagnostic.Error(summary, Message);
}
