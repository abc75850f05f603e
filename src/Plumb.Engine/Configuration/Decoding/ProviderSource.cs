using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;

namespace Plumb.Engine.Configuration.Decoding;

/// <summary>Reads a provider's source, <c>[hostname/][namespace/]type</c>, into its normal form.</summary>
public static class ProviderSource
{
    private const string ReservedPrefix = "terraform-";
    private const string ProgramPrefix = "terraform-provider-";

    public static ProviderAddress? Parse(string source, SourceSpan? span, DiagnosticBag diagnostics)
    {
        var parts = source.Split('/');
        if (parts.Length is 0 or > 3 || parts.Any(p => p.Length == 0))
            return Fail(ConfigurationRules.InvalidSourceString, "A provider's source has the form \"[hostname/][namespace/]name\".");
        if (!ProviderPart.TryNormalize(parts[^1], out var type, out var reason))
            return Fail(ConfigurationRules.InvalidProviderType, $"In the source \"{source}\" the type \"{parts[^1]}\" is invalid: it {reason}.");
        var @namespace = "-";
        if (parts.Length == 1) return ProviderNames.Implied(type);
        // The namespace "-" is that of providers from before 0.13, which states still name.
        if (parts[^2] != "-" && !ProviderPart.TryNormalize(parts[^2], out @namespace, out reason))
            return Fail(ConfigurationRules.InvalidProviderNamespace, $"In the source \"{source}\" the namespace \"{parts[^2]}\" is invalid: it {reason}.");

        var host = ProviderAddress.DefaultHost;
        if (parts.Length == 3 && !HostName.TryNormalize(parts[0], out host))
            return Fail(ConfigurationRules.InvalidSourceHost, $"In the source \"{source}\" the part before the first slash, \"{parts[0]}\", is no host name.");
        if (type.StartsWith(ReservedPrefix, StringComparison.Ordinal))
        {
            return Fail(ConfigurationRules.InvalidProviderType, type.StartsWith(ProgramPrefix, StringComparison.Ordinal) && type.Length > ProgramPrefix.Length
                ? $"The source \"{source}\" names the provider's program. The provider is meant by \"{type[ProgramPrefix.Length..]}\" alone, without \"{ProgramPrefix}\"."
                : $"In the source \"{source}\" the type begins with \"{ReservedPrefix}\", which no provider's name may.");
        }
        return new ProviderAddress(host, @namespace, type);

        ProviderAddress? Fail(DiagnosticRule rule, string detail)
        {
            diagnostics.Add(rule, span, detail);
            return null;
        }
    }
}
