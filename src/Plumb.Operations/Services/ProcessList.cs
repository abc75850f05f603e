using Plumb.Operations.Hosts;

namespace Plumb.Operations.Services;

/// <summary>Looks for a running process by a part of its command line, as the kernel lists it.</summary>
internal static class ProcessList
{
    public static bool Has(IHostFiles files, string pattern) => files.ListOrEmpty("/proc")
        .Where(name => name.All(char.IsAsciiDigit))
        .Select(process => files.ReadTextOrNull($"/proc/{process}/cmdline")?.Replace('\0', ' ') ?? "")
        .Any(line => line.Contains(pattern, StringComparison.Ordinal) && !line.Contains("pattern=", StringComparison.Ordinal));
}
