using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Plumb.Plugins.Installation;

/// <summary>What a package of a provider is built for, in the words of Go's toolchain: <c>linux_amd64</c>.</summary>
public sealed record ProviderPlatform(string System, string Architecture) : IComparable<ProviderPlatform>
{
    /// <summary>Where this program runs.</summary>
    public static ProviderPlatform Current { get; } = new(
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsFreeBSD() ? "freebsd" : "linux",
        RuntimeInformation.ProcessArchitecture switch
        {
            global::System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
            global::System.Runtime.InteropServices.Architecture.Arm => "arm",
            global::System.Runtime.InteropServices.Architecture.X86 => "386",
            _ => "amd64",
        });

    public static bool TryParse(string text, [NotNullWhen(true)] out ProviderPlatform? platform)
    {
        platform = text.Split('_') is [{ Length: > 0 } system, { Length: > 0 } architecture] && IsPlain(system) && IsPlain(architecture)
            ? new ProviderPlatform(system, architecture)
            : null;
        return platform is not null;
    }

    public int CompareTo(ProviderPlatform? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public override string ToString() => $"{System}_{Architecture}";

    /// <summary>Parts become names of directories.</summary>
    private static bool IsPlain(string part) => part.All(char.IsAsciiLetterOrDigit);
}
