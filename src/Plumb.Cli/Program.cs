using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Connections.OpenSsh;

// ssh runs this program to be told a password.
if (AskPass.Answer(Environment.GetEnvironmentVariable) is { } password)
{
    Console.Out.Write(password);
    return 0;
}
var terminal = Terminal.OfProcess();
using var interruption = terminal.Interruption;
interruption.Listen(terminal.Out, terminal.Program);
return await PlumbCommandLine.RunAsync(args, terminal).ConfigureAwait(false);
