using System.Globalization;

namespace Plumb.Operations.Commands;

/// <summary>What is said where a program has printed more than is kept.</summary>
public static class CutOutput
{
    /// <param name="dropped">How many bytes are not in the result.</param>
    public static IReadOnlyList<string> Warnings(long dropped) =>
        dropped > 0 ? [string.Create(CultureInfo.InvariantCulture, $"The command printed more than can be returned; {dropped} bytes were left out.")] : [];
}
