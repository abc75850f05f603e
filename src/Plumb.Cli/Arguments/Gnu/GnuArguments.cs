using System.Globalization;

namespace Plumb.Cli.Arguments.Gnu;

/// <summary>What a command line gave: options in the order written, and operands.</summary>
internal sealed class GnuArguments(IReadOnlyList<(GnuOption Option, string? Value)> given, IReadOnlyList<string> operands)
{
    public IReadOnlyList<string> Operands { get; } = operands;

    public IReadOnlyList<(GnuOption Option, string? Value)> Given { get; } = given;

    public bool Has(GnuOption option) => Given.Any(g => g.Option == option);

    /// <summary>How often a switch is given, as in <c>-vvv</c>.</summary>
    public int Count(GnuOption option) => Given.Count(g => g.Option == option);

    /// <summary>The last value given, which is the one that counts.</summary>
    public string? Value(GnuOption option) => Given.LastOrDefault(g => g.Option == option).Value;

    public IReadOnlyList<string> Values(GnuOption option) => [.. Given.Where(g => g.Option == option).Select(g => g.Value ?? "")];

    public int? Number(GnuOption option) => Value(option) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new GnuUsageException($"argument {option.Label}: invalid int value: '{text}'");
}
