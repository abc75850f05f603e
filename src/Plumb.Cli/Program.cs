using Plumb.Cli.Arguments;
using Plumb.Cli.Commands.Playbooks.Plays;
using Plumb.Cli.Session;
using Plumb.Connections.OpenSsh;
using Plumb.Hosts.Background;
using Plumb.Operations.Running;

// ssh runs this program to be told a password.
if (AskPass.Answer(Environment.GetEnvironmentVariable) is { } password)
{
    Console.Out.Write(password);
    return 0;
}
var terminal = Terminal.OfProcess();
// It starts itself for what goes on after a run.
if (args is [BackgroundProgram.Word]) return await BackgroundProgram.RunAsync(Connectors.Local(terminal, TimeProvider.System).Host(), OperationTable.Builtin).ConfigureAwait(false);
using var interruption = terminal.Interruption;
interruption.Listen(terminal.Out, terminal.Program);
return await PlumbCommandLine.RunAsync(args, terminal).ConfigureAwait(false);
