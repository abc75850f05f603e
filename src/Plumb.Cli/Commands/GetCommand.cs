using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;

namespace Plumb.Cli.Commands;

/// <summary><c>get</c>: installs the modules alone.</summary>
internal static class GetCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var update = new Option<bool>("-update") { Description = "Install newer versions where there are." };
        var command = new Command("get", "Install the modules that the configuration calls.") { update, common.NoColor };
        common.AddVariables(command);
        command.Add(new Option<string?>("-test-directory") { Description = "Where test files are." });
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal, parsed);
            await using var disposing = session.ConfigureAwait(false);
            if (ProjectSession.ConfigurationFiles(terminal.WorkingDirectory).Any())
            {
                using var installation = new ModuleInstallation(session, terminal.Out.WriteLine);
                await installation.InstallAsync(parsed.GetValue(update), cancellation).ConfigureAwait(false);
            }
            DiagnosticText.Write(terminal, session.Diagnostics, common.UsesColor(terminal, parsed));
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }
}
