using System.Globalization;
using Plumb.Backends.Local;
using Plumb.Engine.State;

namespace Plumb.Cli.Session;

/// <summary>Opens the state of the selected workspace.</summary>
internal static class StateAccess
{
    /// <summary>Who runs, for others who find the state locked.</summary>
    public static string Who => $"{Environment.UserName}@{Environment.MachineName}";

    public static IStateStore Open(ProjectSession session, string? state = null, string? stateOut = null, string? backup = null)
    {
        if (session.Backend.Fault is { } fault) return new UnavailableStateStore(fault);
        var paths = PathsOf(session, session.Workspace, state, stateOut, backup);
        return new LocalStateStore(paths, Who, TimeProvider.System, () => Guid.NewGuid().ToString());
    }

    /// <summary>The files of a workspace's state, where the options say or the backend.</summary>
    public static LocalStatePaths PathsOf(ProjectSession session, string workspace, string? state = null, string? stateOut = null, string? backup = null)
    {
        var isDefault = workspace is LocalStatePaths.DefaultWorkspace or "";
        return LocalStatePaths.Of(
            session.Terminal.WorkingDirectory, workspace, string.IsNullOrEmpty(state) && isDefault ? session.Backend.Place.Path : state, stateOut, backup, session.Backend.Place.WorkspaceFolder);
    }

    /// <summary>A duration as Go writes it, such as <c>10s</c> or <c>1m30s</c>; zero where it cannot be read.</summary>
    public static TimeSpan Duration(string? text)
    {
        var total = TimeSpan.Zero;
        var digits = "";
        foreach (var c in text ?? "")
        {
            if (char.IsAsciiDigit(c) || c == '.')
            {
                digits += c;
                continue;
            }
            if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return TimeSpan.Zero;
            total += c switch
            {
                'h' => TimeSpan.FromHours(number),
                'm' => TimeSpan.FromMinutes(number),
                _ => TimeSpan.FromSeconds(number),
            };
            digits = "";
        }
        return total;
    }
}
