using System.CommandLine;
using System.Runtime.InteropServices;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Engine;

namespace Plumb.Cli.Commands;

/// <summary><c>version</c>: ours, and that of the language we speak.</summary>
internal static class VersionCommand
{
    private static string Plumb => typeof(VersionCommand).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static string Platform => "linux_" + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64");

    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("version", "Show the version.") { common.Json };
        command.SetAction(parsed => terminal.Out.Write(parsed.GetValue(common.Json) ? Json(terminal.Program) : Text(terminal.Program)));
        return command;
    }

    /// <summary>Called as a peer, what reads the version sees that of the language and nothing else.</summary>
    private static string Text(ProgramIdentity program) => program.IsPeer
        ? $"{program.Product} v{LanguageVersion.Text}\non {Platform}\n"
        : $"Plumb v{Plumb}\nspeaks Terraform v{LanguageVersion.Text}\non {Platform}\n";

    private static string Json(ProgramIdentity program) =>
        $$"""
        {
          "terraform_version": "{{LanguageVersion.Text}}",
        {{(program.IsPeer ? "" : $"  \"plumb_version\": \"{Plumb}\",\n")}}  "platform": "{{Platform}}",
          "provider_selections": {},
          "terraform_outdated": false
        }

        """.ReplaceLineEndings("\n");
}
