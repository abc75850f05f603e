using Plumb.Operations.Hosts;

namespace Plumb.Operations.Packages.Apt;

/// <summary>Programs that change packages, told not to ask anything.</summary>
internal static class AptEnvironment
{
    private static readonly KeyValuePair<string, string?>[] Quiet = [new("DEBIAN_FRONTEND", "noninteractive"), new("DEBIAN_PRIORITY", "critical")];

    public static ProcessRequest Request(string program, IReadOnlyList<string> arguments, bool readOnly = false) =>
        new(program, arguments) { Environment = Quiet, ReadOnly = readOnly };
}
