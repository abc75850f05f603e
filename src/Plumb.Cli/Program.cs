using Plumb.Cli.Arguments;
using Plumb.Cli.Session;

var terminal = Terminal.OfProcess();
using var interruption = terminal.Interruption;
interruption.Listen(terminal.Out, terminal.Program);
return await PlumbCommandLine.RunAsync(args, terminal).ConfigureAwait(false);
