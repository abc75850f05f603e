using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands;

/// <summary><c>init</c>: makes a working directory ready.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("init", "Make the working directory ready.") { common.Input, common.Lock, common.LockTimeout };
        command.Add(new Option<bool>("-upgrade"));
        command.Add(new Option<bool>("-reconfigure"));
        command.Add(new Option<bool>("-backend") { DefaultValueFactory = _ => true });
        command.Add(new Option<bool>("-get") { DefaultValueFactory = _ => true });
        common.AddView(command);
        common.AddVariables(command);
        command.SetAction(async (parsed, _) =>
        {
            var session = new ProjectSession(terminal);
            await using var disposing = session.ConfigureAwait(false);
            if (Directory.EnumerateFiles(terminal.WorkingDirectory, "*.tf*").Any())
            {
                LocalModules.Install(session);
                session.LoadConfiguration(required: false);
            }
            var color = terminal.UseColor && !parsed.GetValue(common.NoColor);
            DiagnosticText.Write(terminal, session.Diagnostics, color);
            if (session.Diagnostics.HasErrors) return 1;
            terminal.Out.WriteLine("\nPlumb has been successfully initialized!");
            return 0;
        });
        return command;
    }
}
