using Plumb.Cli.Session;

namespace Plumb.Cli.Arguments.Gnu;

/// <summary>
/// A command whose line is read as the programs for playbooks read theirs: long options with two dashes that may be shortened,
/// short ones that may stand together, values attached or apart, operands anywhere.
/// </summary>
internal sealed record GnuCommand(string Name, string Summary)
{
    public IReadOnlyList<GnuOption> Options { get; init; } = [];

    /// <summary>The operands as the usage shows them, such as <c>[plugin ...]</c>.</summary>
    public string Operands { get; init; } = "";

    public int MinOperands { get; init; }

    public int MaxOperands { get; init; }

    public IReadOnlyList<GnuCommand> Subcommands { get; init; } = [];

    /// <summary>Null where a subcommand must be named.</summary>
    public Func<Terminal, GnuArguments, CancellationToken, Task<int>>? Run { get; init; }
}
