using Plumb.Conformance.Running;

namespace Plumb.Conformance.Programs;

/// <summary>Compares how a command ended; where it ended otherwise, the first thing it said tells why.</summary>
internal static class ExitCodes
{
    public static Comparison Compare(string what, int expected, ProgramResult result) => result.ExitCode == expected
        ? Comparison.Equal
        : Comparison.Different($"exit {expected}", result.ToString(), $"{what}: expected exit {expected}, got {result.ExitCode}: {result.FirstError}");
}
