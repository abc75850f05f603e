namespace Plumb.Cli.Session;

/// <summary>Names of workspaces are parts of paths and of addresses, so they may hold only what needs no escaping there.</summary>
internal static class WorkspaceName
{
    private const string Marks = "-_.~$&+:=@";

    public static bool IsValid(string name) =>
        name.Length > 0 && name is not ("." or "..") && name.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal));
}
