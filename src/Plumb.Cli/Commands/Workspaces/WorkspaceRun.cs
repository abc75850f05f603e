using System.CommandLine;
using Plumb.Backends.Local;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;

namespace Plumb.Cli.Commands.Workspaces;

/// <summary>What the workspace commands have in common: which there are, which one is selected, and how one is.</summary>
internal sealed class WorkspaceRun(Terminal terminal, CommonOptions common, ParseResult parsed) : IAsyncDisposable
{
    public Terminal Terminal => terminal;

    public ProjectSession Session { get; } = new(terminal, parsed);

    public DiagnosticBag Diagnostics => Session.Diagnostics;

    public LocalWorkspaces Workspaces => field ??= new LocalWorkspaces(terminal.WorkingDirectory, Session.Backend.Place.WorkspaceFolder);

    /// <summary>False where the backend has no workspaces here, which is reported.</summary>
    public bool IsAvailable
    {
        get
        {
            if (Session.Backend.Fault is not { } fault) return true;
            Diagnostics.Add(fault);
            return false;
        }
    }

    public bool IsOverridden => terminal.Environment("TF_WORKSPACE") is { Length: > 0 };

    public bool Exists(string name) => Workspaces.List().Contains(name, StringComparer.Ordinal);

    /// <summary>False where the name is none for a workspace, which is reported.</summary>
    public bool IsValid(string name)
    {
        if (WorkspaceName.IsValid(name)) return true;
        Diagnostics.Add(WorkspaceRules.InvalidName, null, $"The workspace name \"{name}\" is not allowed. The name must contain only URL safe characters, and no path separators.");
        return false;
    }

    public bool Create(string name)
    {
        if (!Workspaces.Create(name, Diagnostics) || !Select(name)) return false;
        terminal.Out.Write($"Created and switched to workspace \"{name}\"!\n\nYou're now on a new, empty workspace. Workspaces isolate their state,\nso if you run \"{terminal.Program.Command} plan\" {terminal.Program.Product} will not see any existing state\nfor this configuration.\n");
        return true;
    }

    public bool Select(string name)
    {
        try
        {
            WorkspaceFile.Write(Path.Combine(terminal.WorkingDirectory, Session.DataDirectory), name);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Diagnostics.Add(WorkspaceRules.NotSelected, null, $"The selection of the workspace \"{name}\" could not be kept: {e.Message}");
            return false;
        }
    }

    public int Report()
    {
        DiagnosticText.Write(terminal, Diagnostics, common.UsesColor(terminal, parsed));
        return Diagnostics.HasErrors ? 1 : 0;
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
