using System.CommandLine;
using System.CommandLine.Parsing;
using Plumb.Cli.Session;

namespace Plumb.Cli.Arguments;

/// <summary>Options that several commands share. Each command makes its own set.</summary>
internal sealed class CommonOptions
{
    public Option<bool> NoColor { get; } = new("-no-color") { Description = "Write plain text." };

    public Option<bool> CompactWarnings { get; } = new("-compact-warnings") { Description = "Show warnings without errors in one line each." };

    public Option<bool> Json { get; } = new("-json") { Description = "Write machine-readable output." };

    public Option<bool> Concise { get; } = new("-concise") { Description = "Tell of no progress." };

    public Option<bool> Input { get; } = new("-input") { Description = "Do not ask for what is missing.", DefaultValueFactory = _ => true };

    public Option<bool> Lock { get; } = new("-lock") { Description = "Do not lock the state, although others may be at it.", DefaultValueFactory = _ => true };

    public Option<string> LockTimeout { get; } = new("-lock-timeout") { Description = "How long to wait for the lock, as 10s.", DefaultValueFactory = _ => "0s" };

    public Option<string[]> Var { get; } = new("-var") { Description = "A variable, as name=value.", AllowMultipleArgumentsPerToken = false };

    public Option<string[]> VarFile { get; } = new("-var-file") { Description = "A file of variables." };

    public Option<int> Parallelism { get; } = new("-parallelism") { Description = "How many operations at once.", DefaultValueFactory = _ => 10 };

    public Option<bool> Refresh { get; } = new("-refresh") { Description = "Do not ask providers what became of the objects.", DefaultValueFactory = _ => true };

    public Option<bool> RefreshOnly { get; } = new("-refresh-only") { Description = "Only take up what changed outside." };

    public Option<bool> Destroy { get; } = new("-destroy") { Description = "Plan to destroy everything." };

    public Option<bool> AllowDeferral { get; } = new("-allow-deferral") { Description = "Leave what cannot be planned yet to a later plan." };

    public Option<string[]> Target { get; } = new("-target") { Description = "Only this address and what it needs." };

    public Option<string[]> Invoke { get; } = new("-invoke") { Description = "Only invoke this action." };

    public Option<string[]> Exclude { get; } = new("-exclude") { Description = "All but this address and what needs it." };

    public Option<string[]> Replace { get; } = new("-replace") { Description = "Replace this object." };

    public Option<string?> State { get; } = new("-state") { Description = "The state file." };

    public Option<string?> StateOut { get; } = new("-state-out") { Description = "Where to write the state." };

    public Option<string?> Backup { get; } = new("-backup") { Description = "Where to keep the state as it was." };

    public Option<bool> IgnoreRemoteVersion { get; } = new("-ignore-remote-version") { Description = "Go on although a remote backend runs another version." };

    /// <summary>Whether what is shown is in colour.</summary>
    public bool UsesColor(Terminal terminal, ParseResult parsed) => terminal.UseColor && !parsed.GetValue(NoColor);

    /// <summary>How long to wait for the lock.</summary>
    public TimeSpan LockPatience(ParseResult parsed) => StateAccess.Duration(parsed.GetValue(LockTimeout));

    /// <summary>For commands that change the state and nothing else.</summary>
    public void AddStateEdit(Command command)
    {
        foreach (var option in new Option[] { NoColor, CompactWarnings, Lock, LockTimeout, State, Backup, IgnoreRemoteVersion }) command.Add(option);
    }

    /// <summary>Where the state is and how it is locked.</summary>
    public void AddState(Command command)
    {
        foreach (var option in new Option[] { Lock, LockTimeout, State, StateOut, Backup }) command.Add(option);
    }

    public void AddView(Command command)
    {
        command.Add(NoColor);
        command.Add(CompactWarnings);
        command.Add(Json);
    }

    public void AddVariables(Command command)
    {
        command.Add(Var);
        command.Add(VarFile);
    }

    public void AddOperation(Command command)
    {
        AddView(command);
        AddVariables(command);
        foreach (var option in new Option[] { Concise, Input, Lock, LockTimeout, Parallelism, Refresh, RefreshOnly, Destroy, AllowDeferral, Invoke, Target, Exclude, Replace, State, StateOut, Backup }) command.Add(option);
    }

    /// <summary>-var and -var-file in the order in which they were written, which decides which one counts.</summary>
    public static IReadOnlyList<(bool IsFile, string Text)> VariablesInOrder(ParseResult parsed)
    {
        var found = new List<(bool, string)>();
        var tokens = parsed.Tokens;
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            if (tokens[i].Type != TokenType.Option) continue;
            if (tokens[i].Value == "-var") found.Add((false, tokens[i + 1].Value));
            else if (tokens[i].Value == "-var-file") found.Add((true, tokens[i + 1].Value));
        }
        return found;
    }
}
