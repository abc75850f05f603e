using Plumb.Cli.Arguments;
using Plumb.Cli.Session;

return await PlumbCommandLine.RunAsync(args, Terminal.OfProcess()).ConfigureAwait(false);
