using Plumb.Core.Addresses;

namespace Plumb.Plugins.Client;

/// <summary>A provider's program on this machine.</summary>
public sealed record PluginProgramFile(ProviderAddress Address, string Version, string Path)
{
    /// <summary>For diagnostics.</summary>
    public string Name => Version.Length == 0 ? Address.ForDisplay : $"{Address.ForDisplay} {Version}";

    /// <summary>For log lines.</summary>
    public string LogName => $"provider.{System.IO.Path.GetFileName(Path)}";
}
