using System.CommandLine;
using System.Runtime.InteropServices;
using Plumb.Cli.Arguments;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Engine;
using Plumb.Plugins.LockFile;

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
        command.SetAction(parsed =>
        {
            var selections = Selections(terminal);
            terminal.Out.Write(parsed.GetValue(common.Json) ? Json(terminal.Program, selections) : Text(terminal.Program, selections));
        });
        return command;
    }

    /// <summary>What the lock file of the directory has selected; a faulty one is told of by the commands that need it.</summary>
    private static IEnumerable<ProviderLock> Selections(Terminal terminal) =>
        LockFileReader.Read(Path.Combine(terminal.WorkingDirectory, DependencyLocks.FileName), DependencyLocks.FileName, new DiagnosticBag())?.Providers.Values ?? [];

    /// <summary>Called as a peer, what reads the version sees that of the language and nothing else.</summary>
    private static string Text(ProgramIdentity program, IEnumerable<ProviderLock> selections) =>
        (program.IsPeer ? $"{program.Product} v{LanguageVersion.Text}\non {Platform}\n" : $"Plumb v{Plumb}\nspeaks Terraform v{LanguageVersion.Text}\non {Platform}\n")
        + string.Concat(selections.Select(s => $"+ provider {s.Address} v{s.Version}\n"));

    private static string Json(ProgramIdentity program, IEnumerable<ProviderLock> selections)
    {
        var providers = string.Join(",\n", selections.Select(s => $"    \"{s.Address}\": \"{s.Version}\""));
        return $$"""
            {
              "terraform_version": "{{LanguageVersion.Text}}",
            {{(program.IsPeer ? "" : $"  \"plumb_version\": \"{Plumb}\",\n")}}  "platform": "{{Platform}}",
              "provider_selections": {{(providers.Length == 0 ? "{}" : $"{{\n{providers}\n  }}")}},
              "terraform_outdated": false
            }

            """.ReplaceLineEndings("\n");
    }
}
