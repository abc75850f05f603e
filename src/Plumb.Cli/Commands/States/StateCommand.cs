using System.CommandLine;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands.States;

/// <summary><c>state</c>: looks into the state and edits it.</summary>
internal static class StateCommand
{
    public static Command Create(Terminal terminal) => new("state", "Look into the state and edit it.")
    {
        StateListCommand.Create(terminal),
        StateMoveCommand.Create(terminal),
        StatePullCommand.Create(terminal),
        StatePushCommand.Create(terminal),
        StateReplaceProviderCommand.Create(terminal),
        StateRemoveCommand.Create(terminal),
        StateShowCommand.Create(terminal),
    };
}
