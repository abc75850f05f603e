using Plumb.Core.Diagnostics;
using Plumb.Core.Values;

namespace Plumb.Provider;

/// <summary>What a provider has to say, in its own words, about an attribute of what it was asked about or about all of it.</summary>
public sealed record ProviderDiagnostic(Severity Severity, string Summary, string Detail, ValuePath? Attribute = null)
{
    public static ProviderDiagnostic Error(string summary, string detail, ValuePath? attribute = null) =>
        new(Severity.Error, summary, detail, attribute);

    public static ProviderDiagnostic Warning(string summary, string detail, ValuePath? attribute = null) =>
        new(Severity.Warning, summary, detail, attribute);
}
